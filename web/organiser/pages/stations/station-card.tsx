import {
  Ban,
  Camera,
  CircleCheck,
  Clock,
  CloudUpload,
  Database,
  HardDrive,
  Package,
  Printer,
  ScrollText,
  ShieldAlert,
  Ticket,
  TriangleAlert,
  WifiOff,
} from 'lucide-react';
import type { ReactNode } from 'react';
import type { OrganiserStation } from '../../../../domain/organiser/stations.ts';
import type { PrinterHold } from '../../../../domain/printing/print-job.ts';
import { paperOf, printingOf, type StoreHealth } from '../../../../domain/sync/reported-health.ts';
import { Chip } from '../../../../ui/chip.tsx';
import { useFormats } from '../../../../ui/formats.ts';
import { type MenuAction, MoreMenu } from '../../../../ui/more-menu.tsx';
import { ModeIcon } from '../../../../ui/station/mode-icon.tsx';
import { useWords, type WordKey, type Words } from '../../words.ts';

type Tone = 'well' | 'look' | 'stop' | 'none';

interface Part {
  id: 'lag' | 'tickets' | 'printer' | 'paper' | 'camera' | 'clock' | 'disk' | 'store' | 'version';
  Icon: typeof Clock;
  tone: Tone;
  words: string;
}

/** A station's parts, one line each: icon, name and state. */
function StationHealth({ station }: { station: OrganiserStation }): ReactNode {
  const { t } = useWords();
  const formats = useFormats();
  return (
    <dl className="health grid content-start flex-1 text-sm">
      {partsOf(station, t, formats).map(({ id, Icon, tone, words }) => (
        <div className="flex gap-4 justify-between not-last:border-b" key={id} data-tone={tone}>
          <dt className="flex items-center gap-2 flex-none text-soft">
            <Icon aria-hidden="true" size={16} />
            {t(`stations.part.${id}`)}
          </dt>
          <dd className="figures min-w-0 text-end">
            <bdi>{words}</bdi>
          </dd>
        </div>
      ))}
    </dl>
  );
}

type Formats = ReturnType<typeof useFormats>;

function partsOf(station: OrganiserStation, t: Words, formats: Formats): Part[] {
  const { health, troubles } = station;
  const parts: Part[] = [lagOf(station, t, formats), ...ticketsOf(station, t, formats)];
  if (health !== null && station.mode !== 'door') {
    parts.push(printerOf(health.printers, t, formats), paperPartOf(health.printers, t));
  }
  if (health !== null) {
    parts.push({
      id: 'camera',
      Icon: Camera,
      tone: health.camera === 'failed' ? 'stop' : health.camera === 'ready' ? 'well' : 'none',
      words: t(`stations.camera.${health.camera}`),
    });
  }
  parts.push(clockOf(station, t, formats));
  if (health !== null && health.freeDisk !== null) {
    parts.push({
      id: 'disk',
      Icon: HardDrive,
      tone: troubles.includes('disk-nearly-full') ? 'look' : 'well',
      words: t('stations.free', { gigabytes: formats.decimal(health.freeDisk / 1e9) }),
    });
  }
  if (health !== null) parts.push(...storeOf(health.store, t));
  parts.push({
    id: 'version',
    Icon: Package,
    tone: troubles.includes('other-version') ? 'look' : 'well',
    words:
      station.eventVersion === null
        ? station.version
        : t('stations.versions', { app: station.version, event: station.eventVersion }),
  });
  return parts;
}

function lagOf({ waiting, quarantined }: OrganiserStation, t: Words, { number }: Formats): Part {
  const words =
    waiting === 0
      ? t('stations.lag.none')
      : t('stations.lag.waiting', { count: waiting, number: number(waiting) });
  const kept =
    quarantined === 0
      ? ''
      : ` · ${t('stations.lag.quarantined', { count: quarantined, number: number(quarantined) })}`;
  const tone = waiting > 0 || quarantined > 0 ? 'look' : 'well';
  return { id: 'lag', Icon: CloudUpload, tone, words: words + kept };
}

/** What a kiosk's admissions prove; empty if it has admitted no one. */
function ticketsOf({ tickets }: OrganiserStation, t: Words, { number }: Formats): Part[] {
  if (tickets === null) return [];
  const kinds = (['proved', 'byRule', 'unproved'] as const).filter((kind) => tickets[kind] > 0);
  if (kinds.length === 0) return [];
  const words = kinds.map((kind) =>
    t(`stations.tickets.${kind}`, { number: number(tickets[kind]) }),
  );
  const tone = tickets.unproved > 0 ? 'stop' : 'well';
  return [{ id: 'tickets', Icon: Ticket, tone, words: words.join(' · ') }];
}

type Printers = NonNullable<OrganiserStation['health']>['printers'];

const known = {
  ready: 'stations.printer.ready',
  printing: 'stations.printer.printing',
  'paper-low': 'stations.printer.ready',
  'paper-out': 'stations.printer.stopped',
  'cover-open': 'stations.printer.coverOpen',
  offline: 'stations.printer.offline',
  paused: 'stations.printer.paused',
  'printer-error': 'stations.printer.error',
  'busy-elsewhere': 'stations.printer.busyElsewhere',
  'not-understood': 'stations.printer.notUnderstood',
  'wrong-medium': 'stations.printer.wrongMedium',
  stuck: 'stations.printer.stuck',
  unknown: 'stations.printer.unknown',
} as const satisfies Record<PrinterHold, WordKey> & Record<string, WordKey>;
/** Conditions that have texts here; a newer station may send others, shown as they are. */
const conditions: Readonly<Record<string, WordKey>> = known;
/** Worst first. */
const printingStates = ['stopped', 'quiet', 'prints'] as const;
const printingTones = { stopped: 'stop', quiet: 'none', prints: 'well' } as const;

function printerOf(printers: Printers, t: Words, { number }: Formats): Part {
  const rank = ({ condition }: Printers[number]): number =>
    printingStates.indexOf(printingOf(condition));
  const [worst] = printers.toSorted((a, b) => rank(a) - rank(b));
  if (worst === undefined) {
    return { id: 'printer', Icon: Printer, tone: 'none', words: t('stations.printer.none') };
  }
  const key = conditions[worst.condition];
  const state = key === undefined ? worst.condition : t(key);
  const waiting = printers.reduce((sum, one) => sum + one.waiting, 0);
  const more =
    waiting === 0 ? '' : ` · ${t('stations.printer.waiting', { number: number(waiting) })}`;
  const printing = printingOf(worst.condition);
  const name = printers.length > 1 && printing !== 'prints' ? `${worst.name}: ` : '';
  return {
    id: 'printer',
    Icon: Printer,
    tone: printingTones[printing],
    words: name + state + more,
  };
}

function paperPartOf(printers: Printers, t: Words): Part {
  const papers = printers.map(({ condition }) => paperOf(condition));
  const state = (['out', 'low', 'there', 'unknown'] as const).find((one) => papers.includes(one));
  const tones = { out: 'stop', low: 'look', there: 'well', unknown: 'none' } as const;
  return {
    id: 'paper',
    Icon: ScrollText,
    tone: tones[state ?? 'unknown'],
    words: t(`stations.paper.${state ?? 'unknown'}`),
  };
}

/** One line for the store, or none if the station does not report it. */
function storeOf(store: StoreHealth, t: Words): Part[] {
  if (store === 'unknown') return [];
  const tones = {
    whole: 'well',
    restored: 'well',
    'not-copied': 'look',
    incomplete: 'stop',
  } as const;
  return [{ id: 'store', Icon: Database, tone: tones[store], words: t(`stations.store.${store}`) }];
}

function clockOf(
  { clockOffset, clockIsOff }: OrganiserStation,
  t: Words,
  { number }: Formats,
): Part {
  const seconds = Math.round(Math.abs(clockOffset ?? 0) / 1000);
  const words =
    clockOffset === null
      ? t('stations.clock.unknown')
      : !clockIsOff
        ? t('stations.clock.right')
        : t(clockOffset > 0 ? 'stations.clock.behind' : 'stations.clock.ahead', {
            seconds: number(seconds),
          });
  return {
    id: 'clock',
    Icon: Clock,
    tone: clockIsOff ? 'look' : clockOffset === null ? 'none' : 'well',
    words,
  };
}

export function StationCard({
  station,
  onRevoke,
  onLost,
}: {
  station: OrganiserStation;
  onRevoke: (() => void) | undefined;
  onLost: (() => void) | undefined;
}): ReactNode {
  const { t } = useWords();
  const { time, number } = useFormats();
  return (
    <>
      <header className="flex items-center gap-2">
        <span
          className="station-icon size-10 grid place-items-center flex-none rounded-md bg-sunken text-soft"
          data-online={station.online || undefined}
        >
          <ModeIcon mode={station.mode} size={22} />
        </span>
        <div className="flex-1 min-w-0">
          <h2 className="text-md">
            <bdi>{station.name}</bdi>
          </h2>
          <span className="small figures flex flex-wrap gap-x-2">
            <span>{t(`stationMode.${station.mode}`)}</span>
            {station.lastSeen !== null && (
              <span>{t('stations.seen', { time: time(station.lastSeen) })}</span>
            )}
          </span>
        </div>
        <span className="-me-3 flex flex-none items-center">
          <StateChip station={station} />
          <StationActions name={station.name} onRevoke={onRevoke} onLost={onLost} />
        </span>
      </header>
      {station.troubles.length > 0 && (
        <ul className="troubles grid gap-1 px-3 py-2 rounded-md bg-look-soft text-look-ink text-sm font-semibold">
          {station.troubles.map((trouble) => (
            <li className="flex items-center gap-2" key={trouble}>
              <TriangleAlert size={16} />
              {troubleText(trouble, station, t, number)}
            </li>
          ))}
        </ul>
      )}
      <StationHealth station={station} />
    </>
  );
}

function troubleText(
  trouble: OrganiserStation['troubles'][number],
  { refused, tickets }: OrganiserStation,
  t: Words,
  number: (count: number) => string,
): string {
  switch (trouble) {
    case 'push-refused':
      return refused === null ? '' : t(`stations.refused.${refused}`);
    case 'tickets-missing': {
      const count = tickets?.unproved ?? 0;
      return t('stations.trouble.tickets-missing', { count, number: number(count) });
    }
    default:
      return t(`stations.trouble.${trouble}`);
  }
}

/** Both end the station permanently, so they are behind a button, even on a working station. */
function StationActions({
  name,
  onRevoke,
  onLost,
}: {
  name: string;
  onRevoke: (() => void) | undefined;
  onLost: (() => void) | undefined;
}): ReactNode {
  const { t } = useWords();
  const actions: MenuAction[] = [];
  if (onRevoke !== undefined) {
    actions.push({ id: 'revoke', Icon: Ban, label: t('stations.revoke'), run: onRevoke });
  }
  if (onLost !== undefined) {
    actions.push({ id: 'lost', Icon: ShieldAlert, label: t('stations.lost'), run: onLost });
  }
  if (actions.length === 0) return null;
  return <MoreMenu label={t('stations.moreOf', { name })} actions={actions} />;
}

function StateChip({ station }: { station: OrganiserStation }): ReactNode {
  const { t } = useWords();
  if (!station.online) {
    return (
      <Chip tone="stop" icon={<WifiOff size={14} />}>
        {t('stations.offline')}
      </Chip>
    );
  }
  if (station.troubles.length > 0) {
    return (
      <Chip tone="look" icon={<TriangleAlert size={14} />}>
        {t('stations.look')}
      </Chip>
    );
  }
  return (
    <Chip tone="go" icon={<CircleCheck size={14} />}>
      {t('stations.well')}
    </Chip>
  );
}
