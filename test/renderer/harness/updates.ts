import type { Handlers } from '../../../main/ipc/handlers.ts';
import type { UpdateView } from '../../../preload/contract/update.ts';
import type { HarnessDesk } from './desk.ts';

/** Updates: `updates=waiting`, `blocked` (opening hours), `failed` (went back), `refused`; else an installer looks after it. */
export function updateAnswers({ options }: HarnessDesk): Partial<Handlers> {
  const scene = options.params.get('updates');
  const waits = scene === 'waiting' || scene === 'blocked';
  const view: UpdateView = {
    managed: scene !== null,
    trusting: true,
    waiting: waits ? '0.2.0' : null,
    percent: null,
    problem: scene === 'refused' ? 'wrong-signature' : null,
    tonight: false,
    blockers: scene === 'blocked' ? ['opening-hours'] : [],
    last: scene === 'failed' ? { version: '0.1.1', result: 'rolled-back' } : null,
  };
  return {
    getUpdates: () => view,
    lookForUpdate: () => view,
    planUpdate: ({ tonight }: { tonight: boolean }) => {
      view.tonight = tonight;
    },
    installUpdate: () => undefined,
  };
}
