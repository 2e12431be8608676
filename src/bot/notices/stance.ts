import type { Ctx, Opportunity } from '../../core/index.ts'
import { lineButton } from '../blocks/lines.ts'
import { md, message, section } from '../blocks/render.ts'
import { type Command, defineCommand } from '../command.ts'
import { withDealNumber } from '../words/deal-lookup.ts'

export interface StanceWords extends Pick<Command, 'verb' | 'summary' | 'examples'> {
  act(ctx: Ctx, input: { opportunity: number }): Promise<Opportunity>
  said(deal: Opportunity): string
  /** The verb that takes it back. */
  readonly back: string
}

/** A verb that needs nothing but the deal; its answer offers the way back. */
export function stanceCommand({ act, said, back, ...words }: StanceWords): Command {
  return defineCommand({
    ...words,
    run: (turn, text) =>
      withDealNumber(
        turn,
        text.trim(),
        (ref) => `${words.verb} ${ref}`,
        async (opportunity) => {
          const deal = await act(turn.ctx, { opportunity })
          const sentence = md`${said(deal)}`
          const undo = lineButton(back[0]?.toUpperCase() + back.slice(1), `${back} ${deal.ref}`)
          return { kind: 'say', message: message([section(sentence, undo)], sentence), inPlace: true }
        },
      ),
  })
}
