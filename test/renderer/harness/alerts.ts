import { compareAlerts, rightOfAlert } from '../../../domain/alerts.ts';
import { hasRight } from '../../../domain/rights.ts';
import type { Alert } from '../../../preload/contract/alerts.ts';
import type { HelpCallView } from '../../../preload/contract/help.ts';
import { type Model, start } from './model.ts';
import { uuid } from './people.ts';
import type { Verbs } from './station.ts';

const minute = 60_000;

function alert(
  model: Model,
  number: number,
  change: Partial<Alert> & { person?: never; of?: number },
): Alert {
  const { of, ...rest } = change;
  const delegate = of === undefined ? undefined : model.delegates[of];
  return {
    id: uuid(20, number),
    kind: 'head-arrived',
    person:
      delegate === undefined
        ? null
        : {
            delegateId: delegate.id,
            title: delegate.title,
            printedName: delegate.printedName,
            delegation: delegate.delegation,
          },
    serial: null,
    kioskName: 'Desk 1',
    checkpoint: 'registration',
    wall: start - number * minute,
    heard: start - number * minute,
    late: false,
    undone: false,
    seen: null,
    ...rest,
  };
}

const seen = { operatorName: 'Sunniva BERG', kioskName: 'Desk 3', wall: start - 2 * minute };

function help(number: number, change: Partial<HelpCallView>): HelpCallView {
  return {
    id: uuid(21, number),
    kioskName: `Kiosk ${number}`,
    mode: 'kiosk',
    reason: 'asked',
    code: null,
    since: start - number * minute,
    wall: start - number * minute,
    quiet: false,
    answer: null,
    ...change,
  };
}

const activity = [
  { kind: 'opened', operatorName: 'Marie DUPONT', printedName: 'Maria LINDQVIST', detail: '' },
  { kind: 'search', operatorName: 'Marie DUPONT', printedName: null, detail: 'lindqvist' },
  { kind: 'export', operatorName: 'Ahmed EL AMRANI', printedName: null, detail: 'badges' },
  { kind: 'batch', operatorName: 'Sunniva BERG', printedName: null, detail: 'delegation NL' },
  { kind: 'settings', operatorName: 'Marie DUPONT', printedName: null, detail: 'sounds' },
  { kind: 'evacuation-list', operatorName: null, printedName: null, detail: 'printer' },
];

/** Alerts and calls of a scene: some from before, and some that come a moment after the page asked. */
export function alertVerbs(model: Model, changed: () => void): Verbs {
  const rich = model.options.alerts;
  let alerts: Alert[] = rich
    ? [
        alert(model, 9, { of: 4, kind: 'head-arrived', seen }),
        alert(model, 12, { of: 1, heard: start - minute, wall: start - 29 * minute, late: true }),
        alert(model, 14, { of: 2, kind: 'vip-arrived', undone: true }),
        alert(model, 6, {
          of: 3,
          kind: 'lost-badge',
          serial: 'A7F30C12-000041',
          kioskName: 'Door STCE',
          checkpoint: 'stce',
        }),
        alert(model, 16, { kind: 'forged', kioskName: 'Kiosk 2' }),
      ]
    : [];
  let calls: HelpCallView[] = rich
    ? [
        help(4, {
          quiet: true,
          since: start - 22 * minute,
          wall: start - 22 * minute,
          reason: 'printer',
        }),
        help(3, { answer: seen }),
      ]
    : [];
  let told = !rich;
  const tell = (): void => {
    if (told) return;
    told = true;
    setTimeout(() => {
      alerts = [
        alert(model, 0, { of: 1 }),
        alert(model, 1, { of: 5, kind: 'stopped-delegate', kioskName: 'Kiosk 2' }),
        ...alerts,
      ];
      calls = [help(1, { reason: 'see-desk', code: 'BKTR' }), ...calls];
      changed();
    }, 250);
  };
  return {
    getActivity: () => ({
      rows: activity.map((row, id) => ({ id, wall: start - id * 3 * minute, ...row })),
      more: true,
      operators: model.operators.map(({ id, name }) => ({ id, name })),
    }),
    exportActivity: () => true,
    getAlerts: () => {
      const role = model.operator?.role ?? null;
      return alerts.filter(({ kind }) => hasRight(role, rightOfAlert(kind))).sort(compareAlerts);
    },
    markAlertSeen: ({ ids }: { ids: string[] }) => {
      alerts = alerts.map((one) =>
        ids.includes(one.id) ? { ...one, seen: { ...seen, wall: start } } : one,
      );
      changed();
    },
    getHelpCalls: () => {
      tell();
      return calls;
    },
    answerHelp: ({ callId }: { callId: string }) => {
      calls = calls.map((one) => (one.id === callId ? { ...one, answer: seen } : one));
      changed();
    },
  };
}
