import { balanceRows, countRows, type Whereabouts } from '../../../domain/badge-balance.ts';
import { type BadgeFate, possibleFates } from '../../../domain/badge-fates.ts';
import { judgeStock, type StockCountKind } from '../../../domain/stock-balance.ts';
import type {
  BadgeBalance,
  BalanceBadgeView,
  StockAccountView,
  StockEntryView,
} from '../../../preload/contract/badge-balance.ts';
import { day, kioskName, type Model, next, start } from './model.ts';
import { uuid } from './people.ts';
import { Refusal } from './refusal.ts';
import type { Verbs } from './station.ts';

type Row = BalanceBadgeView['row'];

/** Which badges a scene has: `badges=open` (the usual), `balanced` or `none`; `stock=explained`, `balances`, `none`. */
function optionsOf(): { badges: string; stock: string } {
  const params = new URLSearchParams(window.location.search);
  return {
    badges: params.get('badges') ?? 'open',
    stock: params.get('stock') ?? 'explained',
  };
}

const thingOf: Readonly<Record<Row, 'issued' | 'printed' | 'not-printed' | BadgeFate>> = {
  'handed-over': 'handed-over',
  returned: 'returned',
  lost: 'lost',
  destroyed: 'destroyed',
  stale: 'handed-over',
  'not-printed': 'not-printed',
  'at-the-desk': 'printed',
  waiting: 'issued',
  'in-question': 'issued',
};

/** How many badges stand in each row at the start. */
const shares: Readonly<Record<Row, number>> = {
  'handed-over': 187,
  returned: 12,
  lost: 1,
  destroyed: 2,
  stale: 4,
  'not-printed': 3,
  'at-the-desk': 3,
  waiting: 1,
  'in-question': 2,
};

function viewOf(badge: Omit<BalanceBadgeView, 'fates'>): BalanceBadgeView {
  const { row } = badge;
  const fates = possibleFates({
    badge: { thing: thingOf[row], valid: row !== 'stale' },
    jobState: row === 'in-question' ? 'unknown' : row === 'waiting' ? 'held' : null,
    inHand: false,
  });
  return { ...badge, fates };
}

function makeBadges(model: Model, kind: string): BalanceBadgeView[] {
  if (kind === 'none') return [];
  const open: readonly Row[] = ['at-the-desk', 'waiting', 'in-question'];
  const rows = balanceRows.filter((row) => kind !== 'balanced' || !open.includes(row));
  const all = rows.flatMap((row) => Array<Row>(shares[row]).fill(row));
  return all.map((row, index) => {
    const person = model.delegates[(index * 7) % model.delegates.length];
    return viewOf({
      serialText: `A7F30C12-${String(118 + index).padStart(6, '0')}`,
      row,
      delegateId: person?.id ?? uuid(9, index),
      printedName: person?.printedName ?? '',
      delegation: person?.delegation ?? '',
      stationName: index % 3 === 0 ? 'Desk 1' : kioskName,
      issuedAt: start - index * 60_000,
      whereabouts: row === 'stale' ? (places[index % places.length] ?? null) : null,
      replacedBy: row === 'stale' ? `A7F30C12-${String(400 + index).padStart(6, '0')}` : null,
      lastWord:
        row === 'waiting' ? null : { wall: start - index * 50_000, operatorName: 'Marie DUPONT' },
      jobId: row === 'waiting' || row === 'in-question' ? uuid(8, index) : null,
    });
  });
}
const places: readonly Whereabouts[] = ['with-holder', 'with-holder', 'at-the-desk'];

function balanceOf(badges: readonly BalanceBadgeView[]): BadgeBalance {
  const stale = { 'with-holder': 0, 'at-the-desk': 0, 'not-known': 0, 'never-printed': 0 };
  for (const { whereabouts } of badges) if (whereabouts !== null) stale[whereabouts] += 1;
  const rows = countRows([]);
  for (const { row } of badges) rows[row] += 1;
  return {
    days: ['2018-10-02', '2018-10-03', '2018-10-04'],
    stations: [
      { id: uuid(7, 1), name: kioskName, isOwn: true },
      { id: uuid(7, 2), name: 'Desk 1', isOwn: false },
      { id: uuid(7, 3), name: '', isOwn: false },
    ],
    issued: badges.length,
    rows,
    stale,
    unheard: 0,
  };
}

/** A pretended main's badges: a day's worth of them, whose fates can be recorded and taken back. */
export function badgeVerbs(model: Model): Verbs {
  const kinds = optionsOf();
  let badges = makeBadges(model, kinds.badges);
  const before = new Map<string, BalanceBadgeView>();
  const fold = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const put = (badge: BalanceBadgeView): void => {
    badges = badges.map((one) => (one.serialText === badge.serialText ? badge : one));
    model.emit('countsChanged');
  };
  return {
    getBadgeBalance: ({ day: of }: { day: string | null }) =>
      balanceOf(of === null || of === day ? badges : []),
    listBalanceBadges: ({ row, text, limit }: { row: Row; text: string; limit: number }) => {
      const found = badges.filter(
        (badge) =>
          badge.row === row &&
          fold(`${badge.serialText} ${badge.printedName}`).includes(fold(text.trim())),
      );
      return { badges: found.slice(0, limit), total: found.length };
    },
    recordBadgeFate: ({
      badge: asked,
      fate,
    }: {
      badge: { kind: 'scan'; readings: string[] } | { kind: 'serial'; serialText: string };
      fate: BadgeFate;
    }) => {
      // The scene's QR codes all belong to the first badge that was handed over.
      const badge = badges.find((one) =>
        asked.kind === 'scan'
          ? one.row === 'handed-over'
          : one.serialText === asked.serialText.toUpperCase(),
      );
      if (badge === undefined) throw new Refusal('badge-unknown');
      if (badge.row === fate) throw new Refusal('already-done');
      const factId = uuid(6, next(model));
      before.set(factId, badge);
      put(viewOf({ ...badge, row: fate, whereabouts: null, jobId: null }));
      const { serialText, printedName, delegation } = badge;
      return { factId, serialText, printedName, delegation, fate, before: thingOf[badge.row] };
    },
    undoBadgeFate: ({ factId }: { factId: string }) => {
      const badge = before.get(factId);
      if (badge === undefined) throw new Refusal('not-found');
      put(badge);
    },
    exportBadgeBalance: () => true,
    ...stockVerbs(model, kinds.stock),
  };
}

function stockVerbs(model: Model, kind: string): Verbs {
  let entries: StockEntryView[] = [];
  const add = (what: StockCountKind, count: number, printerId = 'left'): void => {
    entries = [
      {
        id: next(model),
        printerId,
        printerName: model.printers.find(({ id }) => id === printerId)?.name ?? printerId,
        stock: 'white 80 mm roll',
        kind: what,
        count,
        operatorName: 'Marie DUPONT',
        wall: start - 3_600_000 + next(model) * 60_000,
      },
      ...entries,
    ];
  };
  if (kind !== 'none') {
    add('loaded', 500);
    add('unloaded', 37);
    add('spoiled', 2);
    if (kind !== 'not-counted')
      add('counted', kind === 'balances' ? 262 : kind === 'missing' ? 255 : 260);
  }
  const sum = (what: StockCountKind): number =>
    entries.filter((one) => one.kind === what).reduce((total, { count }) => total + count, 0);
  const account = (): StockAccountView => {
    const opening = 24;
    const [badges, further, tests] = [218, 3, 2];
    const [loaded, unloaded, spoiled] = [sum('loaded'), sum('unloaded'), sum('spoiled')];
    const figures = {
      printerId: 'left',
      stock: 'white 80 mm roll',
      ...{ opening, loaded, unloaded, badges, further, tests, spoiled },
      expected: opening + loaded - unloaded - badges - further - tests - spoiled,
      counted: entries.find((one) => one.kind === 'counted')?.count ?? null,
    };
    const asked = kind === 'balances' ? [] : [17, 31];
    return {
      ...figures,
      printerName: model.printers[0]?.name ?? 'left',
      inQuestion: asked.map((attempt) => ({
        attempt,
        serialText: `A7F30C12-${String(attempt + 118).padStart(6, '0')}`,
      })),
      verdict: judgeStock({ ...figures, inQuestion: asked }),
    };
  };
  return {
    getStockBalance: ({ day: of }: { day: string }) =>
      of === day && entries.length > 0
        ? { accounts: [account()], entries }
        : { accounts: [], entries: [] },
    addStockCount: (input: { printerId: string; kind: StockCountKind; count: number }) => {
      add(input.kind, input.count, input.printerId);
      model.emit('countsChanged');
    },
    withdrawStockCount: ({ id }: { id: number }) => {
      entries = entries.filter((one) => one.id !== id);
      model.emit('countsChanged');
    },
  };
}
