import { conferenceCategories } from '../../domain/event/conference-categories.ts';
import { demoEventId } from '../../domain/event/demo-event.ts';
import type { EventFile } from '../../domain/event/event-file.ts';
import { toDelegation, wcoMembers } from '../../domain/event/wco-members.ts';
import { checkpoints } from './data/checkpoints.ts';
import { consents } from './data/consents.ts';
import { observers } from './data/observers.ts';
import { organisations } from './data/organisations.ts';
import { secretariatUnits } from './data/secretariat.ts';
import { demoKeys } from './keys.ts';

/** The demo event: a conference that looks like a real one; everyone who attends it is invented. */
export function demoEvent(): EventFile {
  return {
    formatVersion: 1,
    id: demoEventId,
    languages: ['en', 'fr'],
    name: { en: 'Global Security Conference', fr: 'Conférence mondiale sur la sécurité' },
    place: {
      en: 'WCO Headquarters, rue du Marché 30, 1210 Brussels',
      fr: 'Siège de l’OMD, rue du Marché 30, 1210 Bruxelles',
    },
    timeZone: 'Europe/Brussels',
    dayBoundary: '04:00',
    days: ['2018-10-02', '2018-10-03', '2018-10-04'],
    checkpoints: [...checkpoints],
    categories: Object.values(conferenceCategories),
    groupWord: 'delegation',
    delegations: [
      ...wcoMembers.map((row) => toDelegation('member', row)),
      ...observers.map((row) => toDelegation('observer', row)),
      ...organisations.map((row) => toDelegation('organisation', row)),
      ...secretariatUnits.map((row) => toDelegation('secretariat', row)),
    ],
    policies: {
      idCheck: true,
      unknownSignedTicket: 'admit',
      heldBadgeAsksAfterMinutes: 5,
      listsOldAfterMinutes: 15,
    },
    consents: [...consents],
    extraFields: [],
    ticketKeys: [Buffer.from(demoKeys().publicKey).toString('base64')],
    ticketIssuer: null,
    registrationCodePattern: 'GSC18-[0-9]{5}',
    ticketHosts: [],
  };
}
