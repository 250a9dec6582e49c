import type { KeyProtectionView } from '../../../preload/contract/security.ts';
import { type Model, start } from './model.ts';
import { uuid } from './people.ts';
import type { Verbs } from './station.ts';

/** What guards the key: `key=sign-in` with two holders, `key=keychain`, else a readable file. */
export function securityVerbs(model: Model, search: string): Verbs {
  const scene = new URLSearchParams(search).get('key') ?? 'file';
  let holders: KeyProtectionView['holders'] =
    scene === 'sign-in'
      ? [
          { id: uuid(9, 1), operator: model.operator, since: start },
          { id: uuid(9, 2), operator: null, since: null },
        ]
      : [];
  return {
    getKeyProtection: (): KeyProtectionView => ({
      protection: holders.length > 0 ? 'sign-in' : scene === 'keychain' ? 'keychain' : 'file',
      holders,
    }),
    giveKey: ({ pin }: { pin: string }) => {
      if (pin !== '2222') return { result: 'wrong-pin' };
      holders = [...holders, { id: uuid(9, 3), operator: model.operator, since: start }];
      return { result: 'done' };
    },
    takeKey: ({ id }: { id: string }) => {
      holders = holders.filter((holder) => holder.id !== id);
      return { result: 'done' };
    },
  };
}
