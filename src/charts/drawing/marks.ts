import { type Pen, SMALL_FONT, write } from './pen.ts'
import { type LaidOut, pieceAt, type Scene, targetsOf } from './scene.ts'

const CAP = 5

/** How far each bar spreads: a line with a tick at both its ends. */
export function drawWhiskers(laidOut: LaidOut, { chart, palette }: Scene): void {
  const { ctx: pen } = laidOut
  const x = (value: number) => laidOut.scales.x?.getPixelForValue(value) ?? 0
  pen.save()
  pen.strokeStyle = palette.ink
  pen.lineWidth = 1.5
  chart.series.forEach((series, place) => {
    series.bars.forEach((bar, row) => {
      const piece = pieceAt(laidOut, place, row)
      if (!bar?.whisker || !piece) return
      const [from, to] = bar.whisker.map(x) as [number, number]
      line(pen, from, piece.y, to, piece.y)
      for (const end of [from, to]) line(pen, end, piece.y - CAP, end, piece.y + CAP)
    })
  })
  pen.restore()
}

/** The line to reach: across each column at its height, or across each row. */
export function drawTargets(laidOut: LaidOut, scene: Scene): void {
  const targets = targetsOf(scene)
  if (targets.length === 0) return
  const { ctx: pen, chartArea } = laidOut
  const lying = scene.chart.kind === 'rows'
  const extent = lying ? chartArea.bottom - chartArea.top : chartArea.right - chartArea.left
  const half = (extent / targets.length) * (lying ? 0.32 : 0.46)
  pen.save()
  pen.strokeStyle = scene.palette.ink
  pen.lineWidth = 2
  targets.forEach((target, place) => {
    if (target === null) return
    const at = (axis: 'x' | 'y', value: number) => laidOut.scales[axis]?.getPixelForValue(value) ?? 0
    if (lying) line(pen, at('x', target), at('y', place) - half, at('x', target), at('y', place) + half)
    else line(pen, at('x', place) - half, at('y', target), at('x', place) + half, at('y', target))
  })
  pen.restore()
  if (!lying) nameTargets(laidOut, scene, half)
}

/** Says once, at the last of them, what the lines are. */
function nameTargets({ ctx: pen, scales, chartArea }: LaidOut, scene: Scene, half: number): void {
  const targets = targetsOf(scene)
  const place = targets.findLastIndex((target) => target !== null)
  const target = targets[place]
  if (target === null || target === undefined) return
  const right = Math.min(chartArea.right, (scales.x?.getPixelForValue(place) ?? 0) + half)
  pen.save()
  pen.textBaseline = 'bottom'
  const y = (scales.y?.getPixelForValue(target) ?? 0) - 4
  write(pen, scene.chart.target?.label ?? '', right, y, {
    font: SMALL_FONT,
    colour: scene.palette.ink,
    align: 'right',
  })
  pen.restore()
}

function line(pen: Pen, fromX: number, fromY: number, toX: number, toY: number): void {
  pen.beginPath()
  pen.moveTo(fromX, fromY)
  pen.lineTo(toX, toY)
  pen.stroke()
}
