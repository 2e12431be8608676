import type { OpenAPIHono } from '@hono/zod-openapi'
import type { ApiEnv } from './asker.ts'
import { endpoints } from './endpoints.ts'

export type ApiDocument = ReturnType<OpenAPIHono<ApiEnv>['getOpenAPI31Document']>

const ABOUT = `Everything that Dealwright knows of your deals, for programs.

Send the header \`Authorization: Bearer dw_...\` with a token from /settings or \`dealwright token create\`. A program may do what its member may do. Money is in minor units, such as cents; moments are UTC; days are days of the workspace’s time zone.

Lists answer \`items\` and \`next\`: ask again with \`cursor\` set to \`next\` until that is null. POST requests take an \`Idempotency-Key\`, and changes take the \`version\` that you saw. What is not carried out is answered with an \`error\` whose \`message\` says what happened and what to do.`

/** The OpenAPI 3.1 document of the API, from the schemas that validate it. */
export function describeApi(app: OpenAPIHono<ApiEnv>): ApiDocument {
  return app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: { title: 'Dealwright API', version: '1', description: ABOUT },
    servers: [{ url: '/api/v1' }],
    tags: [...new Set(endpoints.map(({ tag }) => tag))].map((name) => ({ name })),
  })
}
