import {
  fieldsOf,
  jsonOfChange,
  picked,
  type RegistrationChange,
  type RegistrationWord,
} from '../../domain/tickets/registration-words.ts';
import type { OwnFact } from '../stations/own-chain.ts';

/** An administrator's change of a registration, ordered after the desks' records of that person. */
export function registrationFact(said: {
  delegateId: string;
  change: RegistrationChange;
  words: readonly RegistrationWord[];
  /** The account's name; absent for the hub's own machine. */
  by?: string;
}): OwnFact {
  const fields = fieldsOf(said.change);
  return {
    type: 'registration-changed',
    delegateId: said.delegateId,
    before: said.words,
    payload: { fields: fields.join(',') },
    personal: {
      change: jsonOfChange(picked(said.change, fields)),
      ...(said.by === undefined ? {} : { by: said.by }),
    },
  };
}
