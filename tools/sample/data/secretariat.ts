import type { DelegationRow } from '../../../domain/event/wco-members.ts';

/** The secretariat and people who work for the conference, in the secretariat's own order. */
export const secretariatUnits: readonly DelegationRow[] = [
  [
    'WCO',
    'World Customs Organization Secretariat',
    'Secrétariat de l’Organisation mondiale des douanes',
    216,
    216,
  ],
  ['INTERPR', 'Conference interpreters', 'Interprètes de conférence', 217, 217],
  ['PRESS', 'Accredited press', 'Presse accréditée', 218, 218],
  ['SECURITY', 'Conference security', 'Sécurité de la conférence', 219, 219],
  ['SERVICES', 'Conference services', 'Services de conférence', 220, 220],
];
