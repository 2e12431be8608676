import { newView, pushed, renewed } from './api/views.ts'
import { checkView } from './limits/view.ts'
import type { View } from './model.ts'
import { Refusal } from './refusal.ts'
import type { Seen } from './seen.ts'
import type { Workspace } from './workspace.ts'

/** How an app answers a form: nothing closes it. */
export interface ViewResponse {
  response_action?: 'errors' | 'update' | 'push' | 'clear'
  errors?: Record<string, string>
  view?: unknown
}

/** Does to the stack of forms what the app answered. Throws `Refusal` when the view it sent breaks a limit. */
export function applyResponse(workspace: Workspace, view: View, response: ViewResponse): Partial<Seen> {
  const stack = workspace.modals(view.user)
  const below = stack.filter((one) => one.id !== view.id)
  switch (response.response_action) {
    case 'errors': {
      const errors = response.errors ?? {}
      const lost = Object.keys(errors).find(
        (id) => !view.blocks.some((one) => one.type === 'input' && one.block_id === id),
      )
      if (lost !== undefined) throw new Refusal('invalid_errors', [`${lost} is not the block_id of an input`])
      workspace.replaceView({ ...view, errors })
      return { errors }
    }
    case 'update':
      workspace.replaceView(renewed(view, checkView(response.view)))
      return {}
    case 'push':
      workspace.setModals(view.user, pushed(stack, newView(checkView(response.view), view.user)))
      return {}
    case 'clear':
      workspace.setModals(view.user, [])
      return {}
    default:
      workspace.setModals(view.user, below)
      return {}
  }
}
