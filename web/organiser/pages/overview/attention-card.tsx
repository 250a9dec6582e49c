import {
  ChevronRight,
  CircleCheck,
  Clock,
  CloudOff,
  CopyCheck,
  FileWarning,
  GitFork,
  Inbox,
  LifeBuoy,
  ShieldAlert,
  TicketPlus,
  TicketX,
  UserRoundCheck,
  UserRoundSearch,
  UsersRound,
  WifiOff,
} from 'lucide-react';
import type { ReactNode } from 'react';
import type { Summary } from '../../../../domain/organiser/figures.ts';
import { useFormats } from '../../../../ui/formats.ts';
import { placesOf } from '../../app/places.ts';
import { addressOf } from '../../app/route.ts';
import { useWaiting, type Waiting } from '../../app/use-waiting.ts';
import { useEvent, useEventNames } from '../../client/event-context.tsx';
import { useSession } from '../../client/session-store.ts';
import { Section } from '../../parts/page.tsx';
import { useWords } from '../../words.ts';

const matters = [
  {
    id: 'oversteps',
    Icon: ShieldAlert,
    place: 'stations',
    count: ({ stations }: Summary) => stations.overstepping,
  },
  {
    id: 'tickets',
    Icon: TicketX,
    place: 'stations',
    count: ({ stations }: Summary) =>
      stations.withoutTickets.reduce((sum, { admissions }) => sum + admissions, 0),
  },
  {
    id: 'refused',
    Icon: CloudOff,
    place: 'stations',
    count: ({ stations }: Summary) => stations.refused.length,
  },
  { id: 'calls', Icon: LifeBuoy, place: 'help', count: (one: Summary) => one.openCalls },
  {
    id: 'offline',
    Icon: WifiOff,
    place: 'stations',
    count: ({ stations }: Summary) => stations.enrolled - stations.online,
  },
  {
    id: 'event-files',
    Icon: FileWarning,
    place: 'stations',
    count: ({ stations }: Summary) => stations.otherEventFile,
  },
  { id: 'event-apart', Icon: GitFork, place: 'event', count: (one: Summary) => one.eventsApart },
  {
    id: 'hub-clock',
    Icon: Clock,
    place: 'stations',
    count: ({ hubClockInDoubt }: Summary) => Number(hubClockInDoubt),
  },
  {
    id: 'duplicates',
    Icon: CopyCheck,
    place: 'duplicates',
    count: (one: Summary) => one.openDuplicates,
  },
  {
    id: 'overbooked',
    Icon: TicketPlus,
    place: 'people',
    count: ({ overbooked }: Summary) => overbooked.length,
  },
  {
    id: 'operators',
    Icon: UserRoundSearch,
    place: 'stations',
    count: (one: Summary) => one.operatorsWaiting,
  },
  {
    id: 'operators-full',
    Icon: UsersRound,
    place: 'stations',
    count: ({ operatorsAreFull }: Summary) => Number(operatorsAreFull),
  },
  { id: 'quarantined', Icon: Inbox, place: 'stations', count: (one: Summary) => one.quarantined },
  {
    id: 'approvals',
    Icon: UserRoundCheck,
    place: 'approvals',
    // Only approvals that the signed-in user may decide.
    count: (_one: Summary, waiting: Waiting) => waiting.approvals ?? 0,
  },
] as const;

/** Items that need attention, each with a link for users who may open it. */
export function AttentionCard({ summary }: { summary: Summary }): ReactNode {
  const { t } = useWords();
  const { number, list } = useFormats();
  const { checkpoint } = useEventNames();
  const { withoutTickets, refused } = summary.stations;
  const namesOf = (id: (typeof matters)[number]['id']): string => {
    if (id === 'refused') return list(refused);
    if (id === 'overbooked') return list(summary.overbooked.map(checkpoint));
    return list(
      withoutTickets.map(({ name, admissions }) =>
        t('attention.named', { name, number: number(admissions) }),
      ),
    );
  };
  const reachable = placesOf(useSession().rights, useEvent()).map(({ name }) => name);
  const waiting = useWaiting();
  const open = matters
    .map(({ id, Icon, place, count }) => ({ id, Icon, place, many: count(summary, waiting) }))
    .filter(({ many }) => many > 0);
  return (
    <Section title={t('attention.title')}>
      {open.length === 0 ? (
        <p className="flex items-center gap-2 text-go-ink">
          <CircleCheck size={20} />
          {t('attention.none')}
        </p>
      ) : (
        <ul className="-mx-3 grid gap-1">
          {open.map(({ id, Icon, place, many }) => {
            const words = (
              <>
                <Icon aria-hidden="true" size={20} />
                <strong className="figures">{number(many)}</strong>
                <span>{t(`attention.${id}`, { count: many, names: namesOf(id) })}</span>
              </>
            );
            return (
              <li key={id}>
                {reachable.includes(place) ? (
                  <a
                    className="attention-item flex items-center gap-3 min-h-target px-3 py-1 rounded-md text-ink hover:bg-sunken"
                    href={addressOf(place)}
                  >
                    {words}
                    <ChevronRight size={18} />
                  </a>
                ) : (
                  <span className="attention-item flex items-center gap-3 min-h-target px-3 py-1 rounded-md text-ink">
                    {words}
                  </span>
                )}
              </li>
            );
          })}
        </ul>
      )}
    </Section>
  );
}
