import { FileDown, Trash2 } from 'lucide-react';
import { type FormEvent, type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PrivacyView } from '../../preload/contract/privacy.ts';
import { Button } from '../../ui/button.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { TextField } from '../../ui/fields/text-field.tsx';
import { Form } from '../../ui/form.tsx';
import { useFormats } from '../../ui/formats.ts';
import { Progress } from '../../ui/progress.tsx';
import { useNotify } from '../../ui/toast.tsx';
import { ask, onNotice } from '../base/ask.ts';
import { useAction, useAnswer } from '../base/page-client.ts';
import { useMay } from '../base/station.tsx';
import { SecondPinDialog } from '../operators/second-pin-dialog.tsx';
import { useRolesWords } from '../operators/use-roles-words.ts';
import { HeldOrderNotices } from './held-order-card.tsx';
import { PurgeEffect } from './purge-effect.tsx';
import { PurgeList } from './purge-list.tsx';
import { RetentionCard } from './retention-card.tsx';
import './privacy.css';

export function PrivacySection(): ReactNode {
  const { value, failure } = useAnswer('getPrivacy', [], {
    renewOn: ['privacyChanged', 'stationChanged', 'syncChanged'],
  });
  return (
    <div className="grid gap-8 content-start">
      <FailureNote failure={failure} />
      {value !== null && <Cards privacy={value} />}
    </div>
  );
}

function Cards({ privacy }: { privacy: PrivacyView }): ReactNode {
  return (
    <>
      <PurgeProgress asked={privacy.progress} />
      <HeldOrderNotices />
      <RetentionCard privacy={privacy} />
      <KeptHere kept={privacy.kept} />
      <AccessRequestForm />
      <PurgeCard privacy={privacy} />
      <PurgeList purges={privacy.purges} />
    </>
  );
}

/** A purge in progress, regardless of who ordered it. */
function PurgeProgress({ asked }: { asked: PrivacyView['progress'] }): ReactNode {
  const { t } = useTranslation();
  const [told, setTold] = useState<PrivacyView['progress']>(asked);
  useEffect(() => onNotice('purgeProgress', setTold), []);
  if (told === null) return null;
  const { done, total } = told;
  return (
    <div className="card privacy-card">
      <Progress
        label={t('privacy.purge.running')}
        fraction={done / total}
        valueWords={t('privacy.purge.step', { done, total })}
      />
    </div>
  );
}

const parts = ['delegates', 'payloads', 'photos', 'activity', 'files'] as const;

/** How much personal data this station holds, where, and what a purge does with it. */
function KeptHere({ kept }: { kept: PrivacyView['kept'] }): ReactNode {
  const { t } = useTranslation();
  const { number } = useFormats();
  return (
    <section className="card privacy-card" aria-labelledby="privacy-kept">
      <h2 id="privacy-kept">{t('privacy.kept.title')}</h2>
      <table className="privacy-table w-full border-collapse text-sm">
        <thead>
          <tr>
            <th className="text-soft font-semibold" scope="col">
              {t('privacy.kept.what')}
            </th>
            <th className="text-soft font-semibold" scope="col">
              {t('privacy.kept.where')}
            </th>
            <th scope="col" className="privacy-number text-soft font-semibold">
              {t('privacy.kept.count')}
            </th>
          </tr>
        </thead>
        <tbody>
          {parts.map((part) => (
            <tr key={part}>
              <th className="font-semibold" scope="row">
                {t(`privacy.part.${part}`)}
              </th>
              <td>{t(`privacy.where.${part}`)}</td>
              <td className="figures privacy-number">{number(kept[part])}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="field-hint">{t('privacy.kept.stays')}</p>
    </section>
  );
}

/** Saves everything that this station holds about one person, for that person. */
function AccessRequestForm(): ReactNode {
  const { t } = useTranslation();
  const notify = useNotify();
  const may = useMay('answer-access-requests');
  const rolesWords = useRolesWords();
  const [code, setCode] = useState('');
  const { run, busy, failure } = useAction(async (registrationCode: string) => {
    if (!(await ask('answerAccessRequest', { registrationCode }))) return;
    notify(t('privacy.request.saved'));
    setCode('');
  });
  const send = (submit: FormEvent<HTMLFormElement>): void => {
    submit.preventDefault();
    if (code.trim() !== '') void run(code.trim());
  };
  return (
    <section className="card settings-form privacy-card" aria-labelledby="privacy-request">
      <h2 id="privacy-request">{t('privacy.request.title')}</h2>
      <p>{t('privacy.request.lead')}</p>
      {may ? (
        <Form className="privacy-line flex flex-wrap gap-3 items-end" onSubmit={send}>
          <TextField
            label={t('privacy.request.code')}
            maxLength={64}
            value={code}
            onChange={setCode}
          />
          <Button type="submit" icon={<FileDown />} isDisabled={busy || code.trim() === ''}>
            {t('privacy.request.save')}
          </Button>
        </Form>
      ) : (
        <p className="field-hint">
          {t('privacy.onlyRoles', { roles: rolesWords('answer-access-requests') })}
        </p>
      )}
      <FailureNote failure={failure} />
    </section>
  );
}

/** Where a purge is ordered, with a button if that is here. */
function PurgeCard({ privacy }: { privacy: PrivacyView }): ReactNode {
  const { t } = useTranslation();
  const may = useMay('request-purge');
  const rolesWords = useRolesWords();
  const [isAsking, setAsking] = useState(false);
  const { mayOrder, progress } = privacy;
  return (
    <section className="card settings-form privacy-card" aria-labelledby="privacy-purge">
      <h2 id="privacy-purge">{t('privacy.purge.title')}</h2>
      <p>{t(`privacy.purge.order.${mayOrder}`)}</p>
      {mayOrder === 'here' && (
        <div>
          <Button
            variant="danger"
            icon={<Trash2 />}
            isDisabled={!may || progress !== null}
            onPress={() => setAsking(true)}
          >
            {t('privacy.purge.open')}
          </Button>
        </div>
      )}
      {mayOrder === 'here' && !may && (
        <p className="field-hint">
          {t('privacy.onlyRoles', { roles: rolesWords('request-purge') })}
        </p>
      )}
      {isAsking && <PurgeDialog kept={privacy.kept} onClose={() => setAsking(false)} />}
    </section>
  );
}

const purge = (pin: string) => ask('purge', { pin });

/** Says what a purge deletes permanently, and asks for a second person's PIN. */
function PurgeDialog({
  kept,
  onClose,
}: {
  kept: PrivacyView['kept'];
  onClose: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const rolesWords = useRolesWords();
  return (
    <SecondPinDialog
      deed={{
        title: t('privacy.purge.askTitle'),
        label: t('roles.pinOf', { roles: rolesWords('approve-purge') }),
        confirm: {
          label: t('privacy.purge.confirm'),
          variant: 'danger',
          icon: <Trash2 size={18} />,
        },
        send: purge,
        done: t('privacy.purge.done'),
      }}
      onClose={onClose}
    >
      <PurgeEffect kept={kept} />
    </SecondPinDialog>
  );
}
