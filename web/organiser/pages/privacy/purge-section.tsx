import { CalendarX, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import type { OrganiserPrivacy } from '../../../../domain/organiser/privacy.ts';
import { Note } from '../../../../ui/note.tsx';
import { useNotify } from '../../../../ui/toast.tsx';
import { useEvent } from '../../client/event-context.tsx';
import { ask } from '../../client/request.ts';
import { ReasonDialog, TypeToConfirmDialog } from '../../parts/confirm-dialogs.tsx';
import { Section } from '../../parts/page.tsx';
import { TwoPeople } from '../../parts/two-people.tsx';
import { useWords } from '../../words.ts';
import { Consequences } from './consequences.tsx';

/** A purge in progress: requested by one account, approved by another, carried out once. */
export function PurgeSection({
  phase,
  onOrdered,
}: {
  phase: OrganiserPrivacy['state']['phase'];
  onOrdered: () => void;
}): ReactNode {
  const { t } = useWords();
  return (
    <Section title={t('privacy.purge')}>
      <p className="text-soft">{t('privacy.purgeLead')}</p>
      {phase === 'during' ? (
        <Note tone="quiet" icon={<CalendarX />} title={t('privacy.during')}>
          <p>{t('privacy.duringHint')}</p>
        </Note>
      ) : (
        <TwoPeople
          kind="purge"
          icon={<Trash2 size={18} />}
          words={{
            ask: t('privacy.ask'),
            ready: t('privacy.ready'),
            carryOut: t('privacy.carryOut'),
          }}
          asking={(close) => <AskDialog onClose={close} />}
          carrying={(approval, close) => <CarryOutDialog approval={approval} onClose={close} />}
          onChanged={onOrdered}
        />
      )}
    </Section>
  );
}

function AskDialog({ onClose }: { onClose: () => void }): ReactNode {
  const { t } = useWords();
  return (
    <ReasonDialog title={t('privacy.askTitle')} route="requestPurge" onClose={onClose}>
      <Consequences />
      <p>{t('privacy.exportFirst')}</p>
    </ReasonDialog>
  );
}

/** The last step of a purge: typing the event's name uses up the approval. */
function CarryOutDialog({
  approval,
  onClose,
}: {
  approval: string;
  onClose: () => void;
}): ReactNode {
  const { t, language } = useWords();
  const event = useEvent();
  const notify = useNotify();
  const name = event.name[language];
  return (
    <TypeToConfirmDialog
      title={t('privacy.carryOutTitle')}
      expected={name}
      label={t('privacy.typeEvent', { name })}
      wrong={t('privacy.wrongEvent')}
      submit={{
        label: t('privacy.carryOutNow'),
        icon: <Trash2 size={18} />,
      }}
      onConfirm={async () => {
        await ask('orderPurge', { approval });
        notify(t('privacy.ordered'));
        onClose();
      }}
      onClose={onClose}
    >
      <p>{t('privacy.carryOutEffect')}</p>
      <p>{t('privacy.after')}</p>
    </TypeToConfirmDialog>
  );
}
