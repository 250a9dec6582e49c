import type { DelegationRow } from '../../../domain/event/wco-members.ts';

/**
 * Administrations that were not Members on 2 October 2018 (Suriname joined that November), invited
 * as observers.
 */
export const observers: readonly DelegationRow[] = [
  ['GNQ', 'Equatorial Guinea', 'Guinée équatoriale', 184, 184],
  ['LIE', 'Liechtenstein', 'Liechtenstein', 185, 186],
  ['MCO', 'Monaco', 'Monaco', 186, 187],
  ['SLB', 'Solomon Islands', 'Îles Salomon', 187, 185],
  ['SUR', 'Suriname', 'Suriname', 188, 188],
];
