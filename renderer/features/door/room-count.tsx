import { Users } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { RoomCount as Count } from '../../../preload/contract/door.ts';
import { useFormats } from '../../i18n/format.ts';

/** From this part of its capacity on a room is said to be nearly full. */
const nearlyFull = 0.9;

/** How many are in the room, and how full that is: figures, a bar and a word. */
export function RoomCount({ count: { inside, capacity } }: { count: Count }): ReactNode {
  const { t } = useTranslation();
  const { number } = useFormats();
  const fill = capacity === null ? 0 : Math.min(1, inside / capacity);
  const state =
    capacity === null ? 'open' : inside >= capacity ? 'full' : fill >= nearlyFull ? 'near' : 'free';
  const words =
    capacity === null
      ? t('door.count.inside')
      : inside >= capacity
        ? t('door.count.full')
        : t('door.count.free', { count: capacity - inside, number: number(capacity - inside) });
  return (
    <section className="door-count" data-fill={state} aria-label={t('door.count.label')}>
      <p className="door-count-figures figures">
        <Users aria-hidden="true" />
        <strong>{number(inside)}</strong>
        {capacity !== null && <span>{t('door.count.of', { number: number(capacity) })}</span>}
      </p>
      {capacity !== null && (
        <div className="door-bar" aria-hidden="true">
          <div style={{ inlineSize: `${fill * 100}%` }} />
        </div>
      )}
      <p className="door-count-words figures">{words}</p>
    </section>
  );
}
