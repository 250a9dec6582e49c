import { countOpenDuplicates } from '../../db/check-in/duplicates.ts';
import { findHubLink } from '../../db/ledger/hub-link.ts';
import { type SyncView, syncViewCalls } from '../../preload/contract/sync-view.ts';
import { answers, type CallParts } from '../base/calls.ts';
import { offsetToConfirm, wrongClock } from '../base/clock.ts';
import { listAges } from '../base/list-ages.ts';
import type { LinkService } from '../sync/link/link-service.ts';
import { findPeers } from '../sync/stick/peers.ts';
import type { HostService } from './host-service.ts';

interface SyncViewParts extends CallParts {
  link: LinkService;
  host: HostService;
}

export function syncViewAnswers(desk: SyncViewParts) {
  return answers(syncViewCalls, { getSync: () => syncView(desk) });
}

function syncView(desk: SyncViewParts): SyncView {
  const { context } = desk;
  const link = findHubLink(context.db);
  const state = desk.link.state();
  const lists = listAges(context);
  return {
    link:
      link === null || state === null || lists === null
        ? null
        : {
            hubName: link.hubName,
            url: link.url,
            state,
            lists,
            clockOff: wrongClock(context),
            clockToConfirm: offsetToConfirm(context),
          },
    host: desk.host.view(),
    hasPeers: findPeers(context) !== null,
    openDuplicates: countOpenDuplicates(context.db, context.event.file.id),
    now: context.clock(),
  };
}
