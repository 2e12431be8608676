/** What a WebSocket frame is, as far as Socket Mode needs it. */
export interface Frame {
  readonly opcode: number
  readonly payload: Buffer
}

export const TEXT = 1
export const CLOSE = 8
export const PING = 9
export const PONG = 10

/** A frame as a server sends it: whole and unmasked. */
export function frame(payload: Buffer | object, opcode = TEXT): Buffer {
  const bytes = Buffer.isBuffer(payload) ? payload : Buffer.from(JSON.stringify(payload))
  const length = bytes.length < 126 ? [bytes.length] : [126, bytes.length >> 8, bytes.length & 255]
  return Buffer.concat([Buffer.from([0x80 | opcode, ...length]), bytes])
}

/** Reads the masked frames of a client, however they are cut into pieces on their way. */
export function frameReader(read: (frame: Frame) => void): (data: Buffer) => void {
  let waiting = Buffer.alloc(0)
  return (data) => {
    waiting = Buffer.concat([waiting, data])
    for (let size = sizeOf(waiting); size !== null && waiting.length >= size; size = sizeOf(waiting)) {
      read(unmasked(waiting.subarray(0, size)))
      waiting = waiting.subarray(size)
    }
  }
}

/** How many bytes the first frame has; null while that is not known yet. */
function sizeOf(data: Buffer): number | null {
  if (data.length < 4) return null
  const short = data.readUInt8(1) & 127
  return short === 126 ? 8 + data.readUInt16BE(2) : 6 + short
}

function unmasked(data: Buffer): Frame {
  const start = (data.readUInt8(1) & 127) === 126 ? 4 : 2
  const mask = data.subarray(start, start + 4)
  const payload = Buffer.from(data.subarray(start + 4).map((byte, i) => byte ^ (mask[i % 4] ?? 0)))
  return { opcode: data.readUInt8(0) & 15, payload }
}
