import type { Handlers } from '../../../main/ipc/handlers.ts';
import type { KeyProtectionView } from '../../../preload/contract/security.ts';
import type { HarnessDesk } from './desk.ts';
import { start, uuid } from './people.ts';

/** What guards the key: `key=sign-in` with two holders, `key=keychain`, else a readable file. */
export function securityAnswers({ desk, options }: HarnessDesk): Partial<Handlers> {
  const scene = options.params.get('key') ?? 'file';
  let holders: KeyProtectionView['holders'] =
    scene === 'sign-in'
      ? [
          { id: uuid(9, 1), operator: desk.session.caller().operator, since: start },
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
      holders = [
        ...holders,
        { id: uuid(9, 3), operator: desk.session.caller().operator, since: start },
      ];
      return { result: 'done' };
    },
    takeKey: ({ id }: { id: string }) => {
      holders = holders.filter((holder) => holder.id !== id);
      return { result: 'done' };
    },
  };
}
