import type { Desk } from './desk.ts';
import type { Handlers } from './handlers.ts';

/** Updates of the app on this station. */
export function updateHandlers({
  updates,
}: Desk): Pick<Handlers, 'getUpdates' | 'lookForUpdate' | 'planUpdate' | 'installUpdate'> {
  return {
    getUpdates: () => updates.view(),
    lookForUpdate: async () => {
      await updates.look();
      return updates.view();
    },
    planUpdate: ({ tonight }) => updates.planTonight(tonight),
    installUpdate: () => updates.installNow(),
  };
}
