import { Star, UserRoundSearch } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { shownExtra } from '../../domain/event/extra-values.ts';
import type { DeskDelegate } from '../../preload/contract/check-in.ts';
import { useFormats } from '../../ui/formats.ts';
import { NativeName } from '../../ui/native-name.tsx';
import { useEventWords } from '../base/event-words.ts';
import { useIsSupervisor, useStation } from '../base/station.tsx';
import { CategoryMark } from './category-mark.tsx';

/**
 * The person in the large panel: approved name, name in own script, delegation, category, function.
 */
export function Person({ delegate }: { delegate: DeskDelegate }): ReactNode {
  const words = useEventWords();
  const { event } = useStation();
  const { language } = useFormats();
  const unknown = words.notInEvent(delegate);
  // It takes the place of the delegation where there is none.
  const organisation = delegate.delegation === '' ? '' : delegate.administration;
  const extra = shownExtra(event, delegate.extra, 'desk', language);
  return (
    <>
      {delegate.title !== '' && <bdi className="hero-title text-lg">{delegate.title}</bdi>}
      <h1 className="hero-name" data-length={lengthOf(delegate.printedName)}>
        <bdi>{delegate.printedName}</bdi>
      </h1>
      {delegate.nativeName !== '' && (
        <p className="hero-native leading-[1.5] text-[1.5rem]">
          <NativeName name={delegate.nativeName} delegation={delegate.delegation} />
        </p>
      )}
      <p className="hero-delegation flex items-center flex-wrap gap-x-4 gap-y-1 mt-2 text-[1.5rem] font-semibold leading-[1.3]">
        <CategoryMark category={delegate.category} gender={delegate.grammaticalGender} />
        <bdi>{words.delegation(delegate.delegation) || delegate.administration}</bdi>
      </p>
      {(delegate.jobTitle !== '' || organisation !== '' || unknown !== null) && (
        <p className="hero-function">
          <bdi>{delegate.jobTitle}</bdi>
          <bdi>{organisation}</bdi>
          <bdi>{unknown}</bdi>
        </p>
      )}
      {extra.length > 0 && (
        <p className="hero-function flex flex-wrap gap-x-4">
          {extra.map(({ id, label, value }) => (
            <span key={id}>
              {label} <bdi className="font-semibold">{value}</bdi>
            </span>
          ))}
        </p>
      )}
    </>
  );
}

/** Selects the type size: names are never shortened. */
function lengthOf({ length }: string): 'short' | 'long' | 'very-long' {
  if (length > 56) return 'very-long';
  return length > 28 ? 'long' : 'short';
}

/** What the staff should know of the person; only supervisors see flags. */
export function PersonNotice({ notice }: { notice: 'none' | 'vip' | 'flagged' }): ReactNode {
  const { t } = useTranslation();
  const isSupervisor = useIsSupervisor();
  if (notice === 'none' || (notice === 'flagged' && !isSupervisor)) return null;
  return (
    <p className="hero-notice justify-self-start text-sm font-semibold" data-notice={notice}>
      {notice === 'vip' ? <Star size={16} /> : <UserRoundSearch size={16} />}
      {t(`notice.${notice}`)}
    </p>
  );
}
