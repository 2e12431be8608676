import type {
  KyselyPlugin,
  PluginTransformQueryArgs,
  PluginTransformResultArgs,
  QueryResult,
  RootOperationNode,
  UnknownRow,
} from 'kysely'

/** Refuses the queries of a transaction that is over: unawaited work would else land in somebody else's. */
export class StopGuard implements KyselyPlugin {
  #stopped = false

  stop(): void {
    this.#stopped = true
  }

  transformQuery({ node }: PluginTransformQueryArgs): RootOperationNode {
    if (this.#stopped) throw new Error('This transaction is over: await every query inside its work.')
    return node
  }

  async transformResult({ result }: PluginTransformResultArgs): Promise<QueryResult<UnknownRow>> {
    return result
  }
}
