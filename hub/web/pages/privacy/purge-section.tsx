import { CalendarX, CircleX, Hourglass, ShieldCheck, Trash2 } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { Approval } from '../../../../domain/wire/organiser-approvals.ts';
import type { OrganiserPrivacy } from '../../../../domain/wire/organiser-privacy.ts';
import { Button } from '../../../../renderer/ui/button.tsx';
import { Note } from '../../../../renderer/ui/note.tsx';
import { addressOf } from '../../app/route.ts';
import { useMay, useSession } from '../../client/session-store.ts';
import { useAnswer } from '../../client/use-answer.ts';
import { useFormats } from '../../formats.ts';
import { Answered } from '../../parts/answered.tsx';
import { Section } from '../../parts/page.tsx';
import { useWords } from '../../words.ts';
import { Withdraw } from '../approvals/approval-line.tsx';
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
  const approvals = useAnswer('approvals', {}, { on: ['stations'] });
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
        <Answered answer={approvals}>
          {(value) => (
            <State
              purges={value.approvals.filter(({ kind }) => kind === 'purge')}
              onChanged={() => {
                approvals.renew();
                onOrdered();
              }}
            />
          )}
        </Answered>
      )}
    </Section>
  );
}

function State({
  purges,
  onChanged,
}: {
  purges: readonly Approval[];
  onChanged: () => void;
}): ReactNode {
  const approved = purges.find(({ state }) => state === 'approved');
  const open = purges.find(({ state }) => state === 'open');
  if (approved !== undefined) return <Ready approval={approved} onChanged={onChanged} />;
  if (open !== undefined) return <Waits approval={open} onChanged={onChanged} />;
  return <Ask last={purges[0] ?? null} onChanged={onChanged} />;
}

/** Nothing is on its way: a purge can be asked for. Where the last request was refused, why. */
function Ask({ last, onChanged }: { last: Approval | null; onChanged: () => void }): ReactNode {
  const { t } = useWords();
  const { moment } = useFormats();
  const [isAsking, setAsking] = useState(false);
  const mayAsk = useMay('request-purge');
  const refused = last !== null && last.state === 'refused' ? last : null;
  return (
    <>
      {refused?.decidedBy && (
        <Note
          tone="stop"
          icon={<CircleX aria-hidden="true" size={20} />}
          title={t('privacy.turnedDown')}
        >
          <p>
            <bdi>
              {t('approvals.decidedBy', {
                name: refused.decidedBy.name,
                time: moment(refused.decidedAt ?? refused.requestedAt),
              })}
            </bdi>
            {' · '}
            <q>
              <bdi>{refused.note}</bdi>
            </q>
          </p>
        </Note>
      )}
      {mayAsk && (
        <div className="row">
          <Button
            look="danger"
            icon={<Trash2 aria-hidden="true" size={18} />}
            onPress={() => setAsking(true)}
          >
            {t('privacy.ask')}
          </Button>
        </div>
      )}
      {isAsking && (
        <AskDialog
          onClose={() => {
            setAsking(false);
            onChanged();
          }}
        />
      )}
    </>
  );
}

function Waits({
  approval: { id, expires, requestedBy, requestedAt, reason },
  onChanged,
}: {
  approval: Approval;
  onChanged: () => void;
}): ReactNode {
  const { t } = useWords();
  const { moment } = useFormats();
  const { account } = useSession();
  return (
    <>
      <Note
        tone="look"
        icon={<Hourglass aria-hidden="true" size={20} />}
        title={t('privacy.waits')}
      >
        <p>
          <bdi>{t('approvals.asked', { name: requestedBy.name, time: moment(requestedAt) })}</bdi>
          {' · '}
          <q>
            <bdi>{reason}</bdi>
          </q>
        </p>
        <p>{t('privacy.waitsHint', { time: moment(expires) })}</p>
      </Note>
      <div className="row">
        <a className="text-way" href={addressOf('approvals')}>
          {t('privacy.toApprovals')}
        </a>
        {requestedBy.id === account.id && <Withdraw id={id} onDone={onChanged} />}
      </div>
    </>
  );
}

function Ready({ approval, onChanged }: { approval: Approval; onChanged: () => void }): ReactNode {
  const { t } = useWords();
  const { moment } = useFormats();
  const [isOpen, setOpen] = useState(false);
  const mayOrder = useMay('request-purge');
  const { id, decidedBy, expires } = approval;
  return (
    <>
      <Note
        tone="accent"
        icon={<ShieldCheck aria-hidden="true" size={20} />}
        title={t('privacy.ready')}
        actions={
          mayOrder && (
            <Button
              look="danger"
              icon={<Trash2 aria-hidden="true" size={18} />}
              onPress={() => setOpen(true)}
            >
              {t('privacy.carryOut')}
            </Button>
          )
        }
      >
        <p>
          <bdi>
            {t('privacy.readyHint', { name: decidedBy?.name ?? '', time: moment(expires) })}
          </bdi>
        </p>
      </Note>
      {isOpen && (
        <CarryOutDialog
          approval={id}
          onClose={() => {
            setOpen(false);
            onChanged();
          }}
        />
      )}
    </>
  );
}
