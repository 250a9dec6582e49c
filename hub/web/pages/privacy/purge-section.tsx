import { CalendarX, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import type { OrganiserPrivacy } from '../../../../domain/wire/organiser-privacy.ts';
import { Note } from '../../../../renderer/ui/note.tsx';
import { Section } from '../../parts/page.tsx';
import { TwoPeople } from '../../parts/two-people.tsx';
import { useWords } from '../../words.ts';
import { AskDialog } from './ask-dialog.tsx';
import { CarryOutDialog } from './carry-out-dialog.tsx';

/** A purge on its way: asked for by one account, approved by another, carried out once. */
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
      <p className="soft">{t('privacy.purgeLead')}</p>
      {phase === 'during' ? (
        <Note
          tone="quiet"
          icon={<CalendarX aria-hidden="true" size={20} />}
          title={t('privacy.during')}
        >
          <p>{t('privacy.duringHint')}</p>
        </Note>
      ) : (
        <TwoPeople
          kind="purge"
          icon={<Trash2 aria-hidden="true" size={18} />}
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
