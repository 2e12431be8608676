import type { App, Receiver, ReceiverEvent } from '@slack/bolt'

/**
 * Has events acknowledged after their listeners ran, and not before, as Bolt does: what could not be kept is not
 * acknowledged, and Slack sends it again.
 */
export function keepingFirst<R extends Receiver>(receiver: R): R {
  const init = receiver.init.bind(receiver)
  receiver.init = (app) => init(Object.create(app, { processEvent: { value: inOrder(app) } }))
  return receiver
}

function inOrder(app: App) {
  return async (event: ReceiverEvent): Promise<void> => {
    if (event.body.type !== 'event_callback') return app.processEvent(event)
    await app.processEvent({ ...event, ack: async () => {} })
    await event.ack()
  }
}
