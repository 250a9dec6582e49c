import type { EventChoice } from '../../../preload/contract/set-up.ts';
import type { SetUpStep, SetUpView } from '../../../preload/contract/set-up-view.ts';

const allSteps: readonly SetUpStep[] = [
  'begin',
  'station',
  'event',
  'supervisor',
  'list',
  'place',
  'printer',
  'devices',
  'ready',
];

/** What the first start of a scene knows. */
export interface SetUpModel {
  view: SetUpView | null;
  startsAs: 'desk' | 'kiosk' | 'door' | null;
  name: string | null;
  direction: 'in' | 'out';
  choice: EventChoice;
}

/** The first start at a step (`?setUp=begin`); `?first=1` is the one where only a supervisor is missing. */
export function setUpModel(search: string, isFirst: boolean): SetUpModel {
  const params = new URLSearchParams(search);
  const wanted = params.get('setUp');
  const step = allSteps.find((one) => one === wanted) ?? (isFirst ? 'supervisor' : null);
  const source = params.get('source') === 'hub' ? ('hub' as const) : ('file' as const);
  const steps = source === 'hub' ? allSteps.filter((one) => one !== 'list') : [...allSteps];
  return {
    view: step === null ? null : { step, source, steps },
    startsAs: params.get('as') === 'kiosk' ? 'kiosk' : params.get('as') === 'door' ? 'door' : null,
    name: null,
    direction: 'in',
    choice: { file: null, secret: null },
  };
}
