import { ChevronRight, CircleCheckBig, CopyCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import { Disclosure, DisclosurePanel, Button as PlainButton } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Duplicate } from '../../../preload/contract/duplicate.ts';
import { useNavigation } from '../../app/navigation.tsx';
import { useAnswer } from '../../client/use-answer.ts';
import { useEventWords } from '../../i18n/event-words.ts';
import { useFormats } from '../../i18n/format.ts';
import { useMoment } from '../../i18n/use-moment.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { DuplicateSides } from './duplicate-sides.tsx';

/** Delegates admitted twice by desks that did not know of each other; the settled ones folded away. */
export function DuplicateList(): ReactNode {
  const { t } = useTranslation();
  const { value, failure } = useAnswer('listDuplicates', [], {
    renewOn: ['syncChanged', 'countsChanged'],
  });
  const all = value ?? [];
  const open = all.filter(({ resolution }) => resolution === null);
  const settled = all.filter(({ resolution }) => resolution !== null);
  return (
    <>
      <FailureNote failure={failure} />
      {value !== null && open.length === 0 && (
        <EmptyState
          icon={<CopyCheck aria-hidden="true" size={22} />}
          title={t('duplicates.none')}
          hint={t('duplicates.noneHint')}
        />
      )}
      {open.length > 0 && <p className="sync-lead">{t('duplicates.hint')}</p>}
      <Cards duplicates={open} />
      {settled.length > 0 && (
        <Disclosure className="sync-fold">
          <PlainButton slot="trigger" className="sync-fold-button">
            <ChevronRight className="sync-fold-sign" aria-hidden="true" size={18} />
            {t('duplicates.settled', { count: settled.length })}
          </PlainButton>
          <DisclosurePanel>
            <Cards duplicates={settled} />
          </DisclosurePanel>
        </Disclosure>
      )}
    </>
  );
}

function Cards({ duplicates }: { duplicates: readonly Duplicate[] }): ReactNode {
  if (duplicates.length === 0) return null;
  return (
    <ul className="duplicate-list">
      {duplicates.map((one) => (
        <li key={one.further.admissionId} className="duplicate-card">
          <DuplicateCard duplicate={one} />
        </li>
      ))}
    </ul>
  );
}

function DuplicateCard({ duplicate }: { duplicate: Duplicate }): ReactNode {
  const { t } = useTranslation();
  const words = useEventWords();
  const { shortDay } = useFormats();
  const { open } = useNavigation();
  const { printedName, delegation, checkpoint, localDay, resolution } = duplicate;
  return (
    <>
      <header>
        <div className="duplicate-who">
          <h3>
            <bdi>{printedName}</bdi>
          </h3>
          <p>
            <bdi>{words.delegation(delegation)}</bdi>
            <bdi>{words.checkpoint(checkpoint)}</bdi>
            <span>{shortDay(localDay)}</span>
          </p>
        </div>
        {resolution === null && (
          <Button
            icon={<CircleCheckBig aria-hidden="true" size={18} />}
            aria-label={t('duplicates.resolveOf', { name: printedName })}
            onPress={() => open({ kind: 'resolve', duplicate })}
          >
            {t('duplicates.resolve')}
          </Button>
        )}
      </header>
      <DuplicateSides duplicate={duplicate} />
      {resolution !== null && <Resolution resolution={resolution} />}
    </>
  );
}

function Resolution({
  resolution,
}: {
  resolution: NonNullable<Duplicate['resolution']>;
}): ReactNode {
  const { t } = useTranslation();
  const moment = useMoment();
  const { note, operatorName, wall } = resolution;
  return (
    <p className="duplicate-note">
      <bdi>{note}</bdi>
      <span className="figures">
        {operatorName === null
          ? t('duplicates.settledAt', { time: moment(wall) })
          : t('duplicates.settledBy', { time: moment(wall), operator: operatorName })}
      </span>
    </p>
  );
}
