import { DoorOpen } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Rooms } from '../../../../domain/organiser/figures.ts';
import { Bar } from '../../../../ui/bar.tsx';
import { Chip } from '../../../../ui/chip.tsx';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { useFormats } from '../../../../ui/formats.ts';
import { useAnswer } from '../../client/page-client.ts';
import { Answered } from '../../parts/answered.tsx';
import { AsOf } from '../../parts/as-of.tsx';
import { Page } from '../../parts/page.tsx';
import { useWords } from '../../words.ts';
import './rooms.css';

type Room = Rooms['rooms'][number];

/** Number of people inside each room, compared with its capacity: one card for each room. */
export function RoomsPage(): ReactNode {
  const { t } = useWords();
  const rooms = useAnswer('rooms', [{}], { renewOn: ['facts'] });
  return (
    <Page title={t('rooms.title')} lead={<AsOf asOf={rooms.value?.basis.asOf ?? null} />}>
      <Answered answer={rooms}>
        {(value) =>
          value.rooms.length === 0 ? (
            <section className="card">
              <EmptyState
                icon={<DoorOpen size={24} />}
                title={t('rooms.none')}
                hint={t('rooms.noneHint')}
              />
            </section>
          ) : (
            <ul className="grid-cols-fill-76 grid gap-4">
              {value.rooms.map((room) => (
                <li
                  className="card room grid gap-2 content-start"
                  key={room.zone}
                  data-kind={room.kind}
                >
                  <RoomCard room={room} />
                </li>
              ))}
            </ul>
          )
        }
      </Answered>
    </Page>
  );
}

/** Share of the capacity at which a room counts as nearly full. */
const nearlyFullFrom = 0.9;

function RoomCard({ room }: { room: Room }): ReactNode {
  const { t, language } = useWords();
  const { number, list, percent } = useFormats();
  const { capacity, inside, sessions } = room;
  const fraction = capacity === null ? null : inside / capacity;
  const names = sessions.map(({ name }) => name[language]);
  const title = room.kind === 'house' ? t('rooms.house') : (room.room?.[language] ?? list(names));
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-3">
        <h2 className="card-title text-lg">
          <bdi>{title}</bdi>
        </h2>
        {fraction !== null && fraction >= nearlyFullFrom && (
          <Chip tone={fraction >= 1 ? 'stop' : 'look'}>
            {t(fraction > 1 ? 'rooms.over' : fraction === 1 ? 'rooms.full' : 'rooms.nearlyFull')}
          </Chip>
        )}
      </div>
      <p className="figures">
        <strong className="text-3xl tracking-tight leading-[1.1]">{number(inside)}</strong>{' '}
        <span className="text-soft">
          {capacity === null
            ? t('rooms.inside')
            : t('rooms.of', { capacity: number(capacity), percent: percent(fraction ?? 0) })}
        </span>
      </p>
      {fraction !== null && (
        <Bar
          fraction={fraction}
          tone={fraction >= 1 ? 'stop' : fraction >= nearlyFullFrom ? 'look' : 'accent'}
        />
      )}
      {room.kind === 'house' ? (
        <p className="small">
          <bdi>{list(names)}</bdi>
        </p>
      ) : (
        <Sessions room={room} />
      )}
    </>
  );
}

/** The sessions of a room on this day, the running one first. */
function Sessions({ room: { sessions } }: { room: Room }): ReactNode {
  const { t, language } = useWords();
  const { number } = useFormats();
  const shown = sessions.filter(({ isToday, inside }) => isToday || inside > 0);
  if (shown.length === 0) return <p className="small">{t('rooms.nothingToday')}</p>;
  return (
    <ul className="room-sessions grid gap-1 text-sm">
      {shown.map(({ checkpoint, name, isRunning, hours, inside }) => (
        <li
          className="flex flex-wrap gap-x-3 justify-between"
          key={checkpoint}
          data-running={isRunning || undefined}
        >
          <bdi>{name[language]}</bdi>
          <span className="figures">
            {[
              hours === null
                ? null
                : t(isRunning ? 'rooms.until' : 'rooms.hours', {
                    opens: hours.opens,
                    closes: hours.closes,
                  }),
              shown.length > 1 && inside > 0 ? `${number(inside)} ${t('rooms.inside')}` : null,
            ]
              .filter((part) => part !== null)
              .join(' · ')}
          </span>
        </li>
      ))}
    </ul>
  );
}
