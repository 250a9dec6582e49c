import { LogIn, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { DelegateDetail } from '../../../preload/contract/check-in.ts';
import { useNavigation } from '../../app/navigation.tsx';
import { useStation } from '../../client/station.tsx';
import type { Answer } from '../../client/use-answer.ts';
import { useEventWords } from '../../i18n/event-words.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { NativeName } from '../../ui/native-name.tsx';
import { CategoryMark } from '../desk/category-mark.tsx';
import { PersonNotice } from '../desk/person.tsx';
import { PresenceChip, StatusChip } from '../search/status-chip.tsx';
import { DelegateAccess } from './delegate-access.tsx';
import { DelegateActions } from './delegate-actions.tsx';
import { DelegateBadges } from './delegate-badges.tsx';
import { DelegateFacts } from './delegate-facts.tsx';
import { DelegateHistory } from './delegate-history.tsx';
import { DelegateNotes } from './delegate-notes.tsx';
import './delegate.css';

interface DelegatePanelProps {
  answer: Answer<DelegateDetail>;
  onCheckIn: () => void;
  onClose: () => void;
}

/** Everything the desk may know of one delegate, with what can be done. */
export function DelegatePanel({ answer, onCheckIn, onClose }: DelegatePanelProps): ReactNode {
  const { t } = useTranslation();
  const { value, failure } = answer;
  return (
    <section className="delegate-panel" aria-label={t('delegate.title')}>
      <div className="delegate-close">
        <IconButton
          label={t('delegate.close')}
          icon={<X aria-hidden="true" size={18} />}
          onPress={onClose}
        />
      </div>
      <FailureNote failure={failure} />
      {value !== null && <DelegateContent detail={value} onCheckIn={onCheckIn} />}
    </section>
  );
}

function DelegateContent({
  detail,
  onCheckIn,
}: {
  detail: DelegateDetail;
  onCheckIn: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const words = useEventWords();
  const { day, checkpoint } = useStation();
  const { showDelegation } = useNavigation();
  const { delegate, admissions, badges } = detail;
  const unknown = words.notInEvent(delegate);
  const isIn = admissions.some((one) => one.localDay === day && one.checkpoint === checkpoint);
  return (
    <>
      <header className="delegate-head">
        {delegate.title !== '' && <bdi className="delegate-title">{delegate.title}</bdi>}
        <h2>
          <bdi>{delegate.printedName}</bdi>
        </h2>
        {delegate.nativeName !== '' && (
          <NativeName
            className="delegate-native"
            name={delegate.nativeName}
            delegation={delegate.delegation}
          />
        )}
        <p className="delegate-delegation">
          <AriaButton
            className="delegate-link"
            aria-label={t('delegate.openDelegation', {
              name: words.delegation(delegate.delegation),
            })}
            onPress={() => showDelegation(delegate.delegation)}
          >
            <bdi>{words.delegation(delegate.delegation)}</bdi>
          </AriaButton>
        </p>
        <div className="delegate-chips">
          <CategoryMark category={delegate.category} gender={delegate.grammaticalGender} />
          <StatusChip status={delegate.status} />
          <PresenceChip presentToday={isIn} presentEvent={admissions.length > 0} />
        </div>
        {unknown !== null && <p className="field-hint">{unknown}</p>}
        <PersonNotice notice={detail.notice} />
      </header>
      {!isIn && (
        <Button
          look="primary"
          wide
          icon={<LogIn aria-hidden="true" size={18} className="flips" />}
          keys={[t('keys.enter')]}
          onPress={onCheckIn}
        >
          {t('search.checkIn')}
        </Button>
      )}
      <DelegateActions detail={detail} isIn={isIn} />
      <DelegateBadges badges={badges} />
      <DelegateNotes delegateId={delegate.id} notes={detail.notes} />
      <DelegateHistory admissions={admissions} />
      <DelegateAccess delegate={delegate} />
      <DelegateFacts delegate={delegate} />
    </>
  );
}
