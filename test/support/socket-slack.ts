import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { onTestFinished } from 'vitest'
import { CLOSE, frame, frameReader, PING, PONG, TEXT } from './socket-frames.ts'

export interface Envelope {
  envelope_id: string
  [field: string]: unknown
}

/** Slack at the other end of a WebSocket. Closes after the test. */
export interface SocketSlack {
  readonly apiUrl: string
  /** Sends an envelope once the app is connected; resolves to the payload of its acknowledgement. */
  send(envelope: Envelope): Promise<unknown>
  /** Says that this connection ends soon, as Slack does every few hours; the app is to open another. */
  recycle(reason?: 'warning' | 'refresh_requested'): Promise<void>
  /** Cuts the line without a word. */
  cut(): Promise<void>
  /** Asks whether the app is there; resolves when it answers. */
  ping(): Promise<void>
  /** How many connections there have been. */
  connections(): number
  /** The Web API calls of one method. */
  calls(method: string): URLSearchParams[]
}

type Answers = Readonly<Record<string, object>>

/** Answers `answers[method]`, or a plain ok, to every Web API call. */
export async function openSocketSlack(answers: Answers): Promise<SocketSlack> {
  const line = new Line()
  const asked: { method: string; params: URLSearchParams }[] = []
  const server = createServer(async (request, response) => {
    const method = request.url?.split('/').at(-1)?.split('?')[0] ?? ''
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    asked.push({ method, params: new URLSearchParams(Buffer.concat(chunks).toString()) })
    const { port } = server.address() as AddressInfo
    const opened = { url: `ws://127.0.0.1:${port}/link` }
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ ok: true, ...(method === 'apps.connections.open' && opened), ...answers[method] }))
  })
  server.on('upgrade', (request, socket) => line.connect(request.headers['sec-websocket-key'] ?? '', socket))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    line.end()
    server.closeAllConnections()
    server.close()
  })
  return {
    apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`,
    send: (envelope) => line.send(envelope),
    recycle: (reason = 'refresh_requested') => line.tell({ type: 'disconnect', reason }),
    cut: () => line.cut(),
    ping: () => line.ping(),
    connections: () => line.count,
    calls: (method) => asked.filter((one) => one.method === method).map(({ params }) => params),
  }
}

/** The connection that the app has at the moment, and what it says on it. */
class Line {
  count = 0
  private live: Promise<Duplex>
  private connected: (socket: Duplex) => void = () => {}
  private readonly sockets = new Set<Duplex>()
  private readonly acknowledged = new Map<string, (payload: unknown) => void>()
  private ponged: () => void = () => {}

  constructor() {
    this.live = this.next()
  }

  connect(key: string, socket: Duplex): void {
    const accept = createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64')
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
    )
    this.sockets.add(socket)
    socket.on('error', () => {})
    socket.on('close', () => this.sockets.delete(socket))
    socket.on(
      'data',
      frameReader(({ opcode, payload }) => this.hear(socket, opcode, payload)),
    )
    this.count += 1
    socket.write(frame({ type: 'hello', num_connections: this.sockets.size }))
    this.connected(socket)
  }

  async send(envelope: Envelope): Promise<unknown> {
    const answer = new Promise<unknown>((resolve) => this.acknowledged.set(envelope.envelope_id, resolve))
    ;(await this.live).write(frame(envelope))
    return answer
  }

  /** What is said next waits for the next connection. */
  async tell(message: object): Promise<void> {
    const socket = await this.live
    this.live = this.next()
    socket.write(frame(message))
  }

  async cut(): Promise<void> {
    const socket = await this.live
    this.live = this.next()
    socket.destroy()
  }

  async ping(): Promise<void> {
    const answered = new Promise<void>((resolve) => {
      this.ponged = resolve
    })
    ;(await this.live).write(frame(Buffer.from('are you there'), PING))
    await answered
  }

  end(): void {
    for (const socket of this.sockets) socket.destroy()
  }

  private next(): Promise<Duplex> {
    return new Promise((resolve) => {
      this.connected = resolve
    })
  }

  private hear(socket: Duplex, opcode: number, payload: Buffer): void {
    if (opcode === CLOSE) socket.end(frame(payload, CLOSE))
    if (opcode === PING) socket.write(frame(payload, PONG))
    if (opcode === PONG) this.ponged()
    if (opcode !== TEXT) return
    const said = JSON.parse(payload.toString()) as { envelope_id: string; payload: unknown }
    this.acknowledged.get(said.envelope_id)?.(said.payload)
  }
}
