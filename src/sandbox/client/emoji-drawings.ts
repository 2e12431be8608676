type Shape = readonly [tag: 'path' | 'circle' | 'rect', attributes: Readonly<Record<string, string>>]

const line = (d: string, stroke: string, width = '2'): Shape => [
  'path',
  { d, stroke, fill: 'none', 'stroke-width': width, 'stroke-linecap': 'round', 'stroke-linejoin': 'round' },
]
const area = (d: string, fill: string): Shape => ['path', { d, fill }]

const BELL: readonly Shape[] = [
  area('M10 2.2a5 5 0 0 1 5 5v4l1.8 3.3H3.2L5 11.2v-4a5 5 0 0 1 5-5z', '#f2b632'),
  area('M8 15.6h4a2 2 0 0 1-4 0z', '#c98a12'),
]

/** In a square of 20 by 20: the signs that the app itself uses, since a bare machine may have no font for them. */
const DRAWINGS: Record<string, readonly Shape[]> = {
  large_blue_circle: [['circle', { cx: '10', cy: '10', r: '7.5', fill: '#3f87d9' }]],
  white_check_mark: [
    ['rect', { x: '2', y: '2', width: '16', height: '16', rx: '3.5', fill: '#3c9a50' }],
    line('m6 10.4 2.8 2.8 5.4-6.2', '#fff', '2.3'),
  ],
  x: [line('m5 5 10 10M15 5 5 15', '#d8402f', '3.4')],
  trophy: [
    line('M6 5H3v1.5A3.5 3.5 0 0 0 6.5 10M14 5h3v1.5a3.5 3.5 0 0 1-3.5 3.5', '#c98a12', '1.6'),
    area('M5.5 2.5h9V8a4.5 4.5 0 0 1-9 0z', '#f2b632'),
    area('M9 12h2v3H9z', '#c98a12'),
    area('M6 15h8a1 1 0 0 1 1 1v1.5H5V16a1 1 0 0 1 1-1z', '#a9690c'),
  ],
  dash: [
    area('M12 5.5a4 4 0 0 1 6 4.2 3.6 3.6 0 0 1-2.4 5.8h-4a3 3 0 0 1-1-5.8A4 4 0 0 1 12 5.5z', '#a4b4c8'),
    line('M2 7.5h4.5M1.5 10.5h5M3 13.5h4', '#8495ab', '1.6'),
  ],
  memo: [
    ['rect', { x: '3', y: '2', width: '12', height: '16', rx: '1.5', fill: '#f4f4f1', stroke: '#9aa0a8' }],
    line('M5.5 6h7M5.5 9h7M5.5 12h3.5', '#9aa0a8', '1.2'),
    line('m10.5 15.5 6.3-6.8', '#e59b2c', '2.6'),
    line('m9.7 16.4.5-.6', '#4b4b4b', '1.6'),
  ],
  warning: [
    area(
      'M10 1.8a1.5 1.5 0 0 1 1.3.8l7.2 13a1.5 1.5 0 0 1-1.3 2.2H2.8a1.5 1.5 0 0 1-1.3-2.2l7.2-13a1.5 1.5 0 0 1 1.3-.8z',
      '#f6c02d',
    ),
    line('M10 7v4.6M10 14.8v.1', '#4a3a06'),
  ],
  alarm_clock: [
    line('M3.5 5.5 6 3.4M16.5 5.5 14 3.4M5.5 16.5 4.4 18M14.5 16.5l1.1 1.5', '#a33c2c', '1.8'),
    ['circle', { cx: '10', cy: '10.7', r: '6.6', fill: '#fff', stroke: '#d8402f', 'stroke-width': '2' }],
    line('M10 7.2v3.7l2.4 1.5', '#3c3c3c', '1.5'),
  ],
  calendar: [
    ['rect', { x: '2.5', y: '3.5', width: '15', height: '14', rx: '2', fill: '#f4f4f1', stroke: '#9aa0a8' }],
    area('M2.5 5.5a2 2 0 0 1 2-2h11a2 2 0 0 1 2 2v2h-15z', '#d8402f'),
    line('M6 11h1.5M10 11h1.5M14 11h.4M6 14.5h1.5M10 14.5h1.5', '#6d7682', '1.6'),
  ],
  dart: [
    ['circle', { cx: '10', cy: '10', r: '7.5', fill: '#d8402f' }],
    ['circle', { cx: '10', cy: '10', r: '5', fill: '#fff' }],
    ['circle', { cx: '10', cy: '10', r: '2.4', fill: '#d8402f' }],
  ],
  hourglass: [
    area('M5.5 3.5h9c0 3.5-2.5 4.6-2.5 6.5s2.5 3 2.5 6.5h-9C5.5 13 8 11.9 8 10S5.5 7 5.5 3.5z', '#cfe3f5'),
    area('M7 15.6c.4-2 1.6-2.6 3-3.8 1.4 1.2 2.6 1.8 3 3.8z', '#d99a2b'),
    line('M4.5 2.8h11M4.5 17.2h11', '#8a5a1c', '2.2'),
  ],
  zzz: [line('M3 9h5l-5 6.5h5.4', '#3f6fb5', '1.8'), line('M11.5 3.5h5l-5 6.5h5.4', '#3f6fb5', '1.8')],
  grey_question: [
    line('M6.8 7.2a3.2 3.2 0 1 1 4.7 2.9c-1 .6-1.5 1.1-1.5 2.4', '#9aa0a8', '2.4'),
    line('M10 16.2v.1', '#9aa0a8', '2.6'),
  ],
  sunny: [
    ['circle', { cx: '10', cy: '10', r: '4.2', fill: '#f6b52d' }],
    line(
      'M10 1.8v2M10 16.2v2M1.8 10h2M16.2 10h2M4.2 4.2l1.4 1.4M14.4 14.4l1.4 1.4M4.2 15.8l1.4-1.4M14.4 5.6l1.4-1.4',
      '#e0a018',
    ),
  ],
  white_medium_square: [
    [
      'rect',
      { x: '4', y: '4', width: '12', height: '12', rx: '2', fill: '#fff', stroke: '#8b8f96', 'stroke-width': '1.6' },
    ],
  ],
  wastebasket: [
    area('M4 6h12l-1 10.6a1.5 1.5 0 0 1-1.5 1.4h-7A1.5 1.5 0 0 1 5 16.6z', '#9aa3ae'),
    line('M3 5h14M8 4.5V3h4v1.5', '#6d7682', '1.6'),
    line('M8 9v6M12 9v6', '#6d7682', '1.2'),
  ],
  sunrise: [
    area('M2 3.5h16v10H2z', '#f7c9a0'),
    area('M10 7.5a5 5 0 0 1 5 5v1H5v-1a5 5 0 0 1 5-5z', '#f2902f'),
    area('M2 13h16v3.5H2z', '#3f87d9'),
    line('M6.5 14.8h7', '#f7c9a0', '1.2'),
  ],
  relieved: [
    ['circle', { cx: '10', cy: '10', r: '8', fill: '#f6c02d' }],
    line('M5.2 8.6c.6.9 2.4.9 3 0M11.8 8.6c.6.9 2.4.9 3 0M6.8 12.8c1.6 1.9 4.8 1.9 6.4 0', '#5d4508', '1.5'),
  ],
  bell: BELL,
  no_bell: [...BELL, line('m3.5 3.5 13 13', '#d8402f', '2.4')],
  zap: [area('M11.5 1.5 3.5 11.5h5l-1.2 7 8.2-10.3h-5.2z', '#e0a018')],
}

const SVG = 'http://www.w3.org/2000/svg'

/** A small picture of the sign with this shortcode; null when we have none of our own. */
export function drawEmoji(name: string): SVGElement | null {
  const shapes = DRAWINGS[name]
  if (!shapes) return null
  const drawing = make('svg', {
    class: 'emoji',
    viewBox: '0 0 20 20',
    role: 'img',
    'aria-label': name.replaceAll('_', ' '),
  })
  drawing.append(...shapes.map(([tag, attributes]) => make(tag, attributes)))
  return drawing
}

function make(tag: string, attributes: Readonly<Record<string, string>>): SVGElement {
  const node = document.createElementNS(SVG, tag) as SVGElement
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value)
  return node
}
