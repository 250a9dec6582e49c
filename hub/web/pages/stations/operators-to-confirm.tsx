import { TriangleAlert, UserRoundCheck } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { OrganiserStations } from '../../../../domain/wire/organiser-stations.ts';
import { Button } from '../../../../renderer/ui/button.tsx';
import { Note } from '../../../../renderer/ui/note.tsx';
import { useNotify } from '../../../../renderer/ui/toast.tsx';
import { ask } from '../../client/ask.ts';
import { useMay } from '../../client/session-store.ts';
import { useAction } from '../../client/use-action.ts';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { Section } from '../../parts/page.tsx';
import { useWords } from '../../words.ts';

type Operators = OrganiserStations['operators'];
type Waiting = Operators['waiting'][number];

/** Operators whom one person of a desk alone added, and that the hub takes no more. Nothing where all is well. */
export function OperatorsToConfirm({
  operators: { count, isFull, waiting },
  onChanged,
}: {
  operators: Operators;
  onChanged: () => void;
}): ReactNode {
  const { t } = useWords();
  const mayVouch = useMay('vouch-operators');
  const [asked, setAsked] = useState<Waiting | null>(null);
  return (
    <>
      {isFull && (
        <Note
          tone="stop"
          icon={<TriangleAlert aria-hidden="true" size={20} />}
          title={t('stations.operators.full', { count })}
        >
          <p>{t('stations.operators.fullRemedy')}</p>
        </Note>
      )}
      {waiting.length > 0 && (
        <Section title={t('stations.operators.title')}>
          <p className="small">{t('stations.operators.lead')}</p>
          <ul className="ended">
            {waiting.map((one) => (
              <li key={one.id}>
                <bdi className="ended-name">{one.name}</bdi>
                <span className="small">{t('stations.operators.of', { desk: one.desk })}</span>
                {mayVouch && (
                  <Button
                    look="quiet"
                    size="small"
                    icon={<UserRoundCheck aria-hidden="true" size={16} />}
                    aria-label={t('stations.operators.confirmNamed', { name: one.name })}
                    onPress={() => setAsked(one)}
                  >
                    {t('stations.operators.confirm')}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        </Section>
      )}
      {asked !== null && (
        <VouchDialog
          operator={asked}
          onClose={() => {
            setAsked(null);
            onChanged();
          }}
        />
      )}
    </>
  );
}

function VouchDialog({
  operator: { id, name, desk },
  onClose,
}: {
  operator: Waiting;
  onClose: () => void;
}): ReactNode {
  const { t } = useWords();
  const notify = useNotify();
  const send = useAction(async () => {
    await ask('vouchForOperator', {}, id);
    notify(t('stations.operators.confirmed', { name }));
    onClose();
  });
  return (
    <FormDialog
      title={t('stations.operators.confirmTitle', { name })}
      onClose={onClose}
      onSubmit={() => void send.run()}
      failure={send.failure}
      submit={{
        words: t('stations.operators.confirm'),
        icon: <UserRoundCheck aria-hidden="true" size={18} />,
        isDisabled: send.busy,
      }}
    >
      <p>{t('stations.operators.confirmEffect', { name, desk })}</p>
    </FormDialog>
  );
}
