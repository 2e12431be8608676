// The walls of the house, one named rule each; docs/ARCHITECTURE.md says why they stand where they stand.
//   main, cli -> bot, web, sandbox -> (pictures -> charts ->) core/index -> reports, automations -> rooms -> core/db -> migrations
// Type-only imports count as imports, except where a rule lets them through.

const npm = (name) => `(^|node_modules/)${name}(/|$)`
const wall = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })
const typesAside = { dependencyTypesNot: ['type-only'] }

/** The one file outside the browser that knows Chart.js: it draws a report as PNG. */
const drawing = '^src/pictures/draw\\.ts$'

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    wall(
      'core-imports-nothing-above-it',
      'What the business means knows no Slack, no HTTP and no charts.',
      { path: '^src/core/' },
      { path: '^src/(?!core/)' },
    ),
    wall(
      'core-rooms-stay-below-reports-and-automations',
      'Reports, what is made of them and automations read the rooms, never the other way round.',
      {
        path: '^src/core/(?!reports/|digests/|shared-reports/|overviews/|board/|automations/|(index|deals|telling)\\.ts$)',
      },
      { path: '^src/core/(reports|digests|shared-reports|overviews|board|automations)/' },
    ),
    wall(
      'database-knows-no-room',
      'core/db is the floor that every room stands on.',
      { path: '^src/core/db/' },
      { path: '^src/core/(?!db/)[^/]+/' },
    ),
    wall(
      'migrations-are-read-by-the-database-alone',
      'Nothing but core/db runs migrations.',
      { path: '^src/', pathNot: '^src/core/db/' },
      { path: '^migrations/' },
    ),
    wall(
      'migrations-never-change-with-the-code',
      'A migration that imports our code would mean something else next year.',
      { path: '^migrations/' },
      { path: '^src/' },
    ),
    wall('bot-and-web-never-meet', 'What both need belongs to core.', { path: '^src/bot/' }, { path: '^src/web/' }),
    wall('web-and-bot-never-meet', 'What both need belongs to core.', { path: '^src/web/' }, { path: '^src/bot/' }),
    wall(
      'charts-know-core-alone',
      'How a report is drawn is a value made from the report, whoever draws it.',
      { path: '^src/charts/' },
      { path: '^src/(?!charts/|core/)' },
    ),
    wall(
      'drawing-is-for-browsers-too',
      'Pages and pictures draw by the same hand: it knows charts and no figures of core.',
      { path: '^src/charts/drawing/' },
      { path: '^src/(?!charts/drawing/|charts/chart\\.ts$)' },
    ),
    wall(
      'browser-takes-only-the-drawing-of-charts',
      'The page is handed its charts as values.',
      { path: '^src/web/client/' },
      { path: '^src/charts/(?!drawing/)', ...typesAside },
    ),
    wall(
      'pictures-know-core-and-charts-alone',
      'A picture is drawn from a report, whoever asked for it.',
      { path: '^src/pictures/' },
      { path: '^src/(?!pictures/|charts/|core/)' },
    ),
    wall(
      'nobody-knows-of-the-sandbox',
      'The bot in the sandbox is the bot in production.',
      { path: '^src/(bot|web)/' },
      { path: '^src/sandbox/' },
    ),
    wall(
      'sandbox-plays-slack-only',
      'It talks to the bot over HTTP, as Slack does.',
      { path: '^src/sandbox/' },
      { path: '^src/(bot|web)/' },
    ),
    wall(
      'sandbox-never-loads-in-production',
      'Entrances reach it by a dynamic import behind the setting; so nothing of it is read otherwise.',
      { path: '^src/', pathNot: '^src/sandbox/' },
      { path: '^src/sandbox/', dynamic: false, ...typesAside },
    ),
    wall(
      'core-has-one-door',
      'Everything outside enters by core/index.ts.',
      { path: '^src/', pathNot: '^src/core/' },
      { path: '^src/core/', pathNot: '^src/core/index\\.ts$' },
    ),
    wall(
      'settings-are-handed-down',
      'Only the composition roots read the configuration; everyone else is given what they need.',
      { path: '^src/[^/]+/' },
      { path: '^src/config(\\.ts$|/)', ...typesAside },
    ),
    wall('no-cycles', 'Two files that need each other are one file, or three.', {}, { circular: true }),
    wall(
      'slack-lives-in-bot-and-sandbox',
      'The business can be told to another chat.',
      { path: '^(src|migrations)/', pathNot: '^src/(bot|sandbox)/' },
      { path: npm('@slack') },
    ),
    wall(
      'hono-lives-in-web-and-sandbox',
      'Everyone else speaks plain Request and Response.',
      { path: '^(src|migrations)/', pathNot: '^src/(web|sandbox)/' },
      { path: [npm('hono'), npm('@hono/zod-openapi')] },
    ),
    wall(
      'openid-lives-in-web',
      'Browsers alone sign in that way.',
      { path: '^(src|migrations)/', pathNot: '^src/web/' },
      { path: npm('openid-client') },
    ),
    wall(
      'chart-js-draws-in-two-places',
      'In the browser, and in the one file that draws a report as PNG.',
      { path: '^(src|migrations)/', pathNot: ['^src/web/client/', drawing] },
      { path: [npm('chart\\.js'), npm('@napi-rs/canvas')] },
    ),
    wall(
      'kysely-lives-in-core',
      'Everyone else calls verbs.',
      { path: '^src/', pathNot: '^src/core/' },
      { path: npm('kysely') },
    ),
    wall(
      'emulate-lives-in-the-sandbox',
      'A Slack that is not Slack has no other place.',
      { path: '^(src|migrations)/', pathNot: '^src/sandbox/' },
      { path: npm('emulate') },
    ),
    wall(
      'browser-takes-only-types-from-core',
      'The page is handed figures; it never computes them.',
      { path: '^src/(web|sandbox)/client/' },
      { path: '^src/core/', ...typesAside },
    ),
    wall(
      'product-needs-no-development-package',
      'What src imports is installed in production.',
      { path: '^(src|migrations)/' },
      { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], ...typesAside },
    ),
    wall('imports-resolve', 'A check that cannot find a file cannot judge it.', {}, { couldNotResolve: true }),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
}
