import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { onTestFinished } from 'vitest'

/** Slack at the other end of a WebSocket: as much of it as one envelope needs. Closes after the test. */
export interface SocketSlack {
  readonly apiUrl: string
  /** Sends an envelope once the app is connected; resolves to the payload of its acknowledgement. */
  send(envelope: { envelope_id: string; [field: string]: unknown }): Promise<unknown>
}

/** Answers `answers[method]`, or a plain ok, to every Web API call. */
export async function openSocketSlack(answers: Readonly<Record<string, object>>): Promise<SocketSlack> {
  let connected: (socket: Duplex) => void = () => {}
  const connection = new Promise<Duplex>((resolve) => {
    connected = resolve
  })
  const server = createServer((request, response) => {
    const method = request.url?.split('/').at(-1)?.split('?')[0] ?? ''
    const { port } = server.address() as AddressInfo
    const opened = { url: `ws://127.0.0.1:${port}/link` }
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ ok: true, ...(method === 'apps.connections.open' ? opened : answers[method]) }))
  })
  server.on('upgrade', (request, socket) => {
    const key = `${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`
    const accept = createHash('sha1').update(key).digest('base64')
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
    )
    socket.write(frame({ type: 'hello', num_connections: 1 }))
    connected(socket)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return {
    apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`,
    async send(envelope) {
      const socket = await connection
      const answer = new Promise<unknown>((resolve) => {
        socket.on('data', (data: Buffer) => {
          const isText = (data.readUInt8(0) & 15) === 1
          if (!isText) return
          const said = JSON.parse(unmasked(data)) as { envelope_id: string; payload: unknown }
          if (said.envelope_id === envelope.envelope_id) resolve(said.payload)
        })
      })
      socket.write(frame(envelope))
      return answer
    },
  }
}

function frame(message: object): Buffer {
  const payload = Buffer.from(JSON.stringify(message))
  const length = payload.length < 126 ? [payload.length] : [126, payload.length >> 8, payload.length & 255]
  return Buffer.concat([Buffer.from([0x81, ...length]), payload])
}

/** The text of one masked frame, as a client sends it. */
function unmasked(data: Buffer): string {
  const short = data.readUInt8(1) & 127
  const [start, length] = short === 126 ? [4, data.readUInt16BE(2)] : [2, short]
  const mask = data.subarray(start, start + 4)
  const payload = data.subarray(start + 4, start + 4 + length)
  return Buffer.from(payload.map((byte, i) => byte ^ (mask[i % 4] ?? 0))).toString()
}
