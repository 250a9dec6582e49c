import { hasRight } from '../../../domain/rights.ts';
import { CallFailure } from '../../../main/call-failure.ts';
import type { Handlers } from '../../../main/ipc/handlers.ts';
import type { PrivacyView } from '../../../preload/contract/privacy.ts';
import type { HarnessDesk } from './desk.ts';
import { start, uuid } from './people.ts';

const done: PrivacyView['purges'][number] = {
  id: uuid(8, 1),
  ordered: start,
  cause: 'command',
  issuer: 'hub',
  done: start + 60_000,
  counts: [
    { part: 'delegates', count: 1_204 },
    { part: 'payloads', count: 87 },
    { part: 'photos', count: 950 },
    { part: 'activity', count: 2_311 },
    { part: 'files', count: 4 },
  ],
  left: [{ path: '/media/stick/participants-2018-10-03.xlsx', why: 'not-there' }],
};

/** Retention, purge and access requests: `privacy=hub`, `warning`, `purged`, `running`, else a desk without a hub. */
export function privacyAnswers({ desk, options }: HarnessDesk): Partial<Handlers> {
  const scene = options.params.get('privacy');
  if (scene === null) return {};
  let rule: PrivacyView['rule'] = { set: 'gdpr', name: '', days: 30 };
  let purges: PrivacyView['purges'] = scene === 'purged' ? [done] : [];
  const isEmpty = () => purges.length > 0;
  return {
    getPrivacy: (): PrivacyView => ({
      rule,
      fromHub: scene === 'hub',
      setBy: null,
      setAt: null,
      state: {
        phase: scene === 'warning' ? 'warning' : scene === 'alone' ? 'during' : 'kept',
        warnOn: '2018-10-27',
        purgeOn: '2018-11-03',
      },
      mayOrder:
        scene === 'hub' || scene === 'purged'
          ? 'at-hub'
          : scene === 'alone'
            ? 'event-days'
            : 'here',
      kept: isEmpty()
        ? { delegates: 0, payloads: 0, photos: 0, activity: 0, files: 0 }
        : { delegates: 1_204, payloads: 87, photos: 950, activity: 2_311, files: 5 },
      purges,
      progress: scene === 'running' ? { done: 3, total: 8 } : null,
    }),
    setRetention: (input: { rule: PrivacyView['rule'] }) => {
      rule = input.rule;
    },
    purge: ({ pin }: { pin: string }) => {
      if (!hasRight(desk.session.caller().operator?.role ?? null, 'request-purge'))
        throw new CallFailure('not-allowed');
      if (pin !== '2222') return { result: 'wrong-pin' };
      purges = [{ ...done, issuer: 'station', left: [] }];
      return { result: 'done' };
    },
    savePurgeCertificate: () => true,
    answerAccessRequest: () => true,
  };
}
