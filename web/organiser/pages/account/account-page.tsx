import { LogOut, X } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { minPassword, type OpenSession, type Proof } from '../../../../domain/organiser/access.ts';
import { Button } from '../../../../ui/button.tsx';
import { Chip } from '../../../../ui/chip.tsx';
import { type Column, DataTable } from '../../../../ui/data-table.tsx';
import { Dialog } from '../../../../ui/dialog.tsx';
import { FailureNote } from '../../../../ui/failure-note.tsx';
import { FormDialog } from '../../../../ui/form-dialog.tsx';
import { useFormats } from '../../../../ui/formats.ts';
import { useNotify } from '../../../../ui/toast.tsx';
import { useAction, useAnswer } from '../../client/page-client.ts';
import { ask } from '../../client/request.ts';
import { endSession, takeSession, useSession } from '../../client/session-store.ts';
import { Answered } from '../../parts/answered.tsx';
import { EntryField } from '../../parts/entry-field.tsx';
import { Page, Section } from '../../parts/page.tsx';
import { RecoveryCodes } from '../../parts/recovery-codes.tsx';
import { useWords } from '../../words.ts';
import { browserWords } from './browser-words.ts';

export function AccountPage(): ReactNode {
  const { t } = useWords();
  const { account } = useSession();
  const [open, setOpen] = useState<'password' | 'recovery' | null>(null);
  return (
    <Page
      title={t('account.title')}
      lead={
        <span>
          <bdi>{account.name}</bdi>
          {' · '}
          {t(`role.${account.role}`)}
        </span>
      }
    >
      <Section title={t('account.signingIn')}>
        <p className="text-soft">{t(`roleHint.${account.role}`)}</p>
        <div className="cluster">
          <Button onPress={() => setOpen('password')}>{t('account.changePassword')}</Button>
          <Button onPress={() => setOpen('recovery')}>{t('account.newRecoveryCodes')}</Button>
        </div>
      </Section>
      <Sessions />
      {open === 'password' && <PasswordDialog onClose={() => setOpen(null)} />}
      {open === 'recovery' && <RecoveryDialog onClose={() => setOpen(null)} />}
    </Page>
  );
}

function Sessions(): ReactNode {
  const { t } = useWords();
  const sessions = useAnswer('sessions', [{}], { once: true });
  const end = useAction(async (id: string) => {
    await ask('endSession', {}, id);
    sessions.renew();
  });
  const everywhere = useAction(() => endSession({ everywhere: true }));
  const columns = useSessionColumns((id) => void end.run(id), end.busy);
  return (
    <Section
      title={t('account.sessions')}
      aside={
        <Button
          size="small"
          icon={<LogOut />}
          isDisabled={everywhere.busy}
          onPress={() => void everywhere.run()}
        >
          {t('account.signOutEverywhere')}
        </Button>
      }
    >
      <FailureNote failure={end.failure ?? everywhere.failure} />
      <Answered answer={sessions}>
        {({ sessions: rows }) => (
          <DataTable
            caption={t('account.sessions')}
            columns={columns}
            rows={rows}
            keyOf={({ id }) => id}
            empty={null}
          />
        )}
      </Answered>
    </Section>
  );
}

function useSessionColumns(onEnd: (id: string) => void, isBusy: boolean): Column<OpenSession>[] {
  const { t } = useWords();
  const { moment } = useFormats();
  return [
    {
      id: 'browser',
      heading: t('account.browser'),
      isTitle: true,
      cell: ({ agent, current }) => (
        <span className="cluster">
          <bdi>{browserWords(agent) ?? t('account.unknownBrowser')}</bdi>
          {current && <Chip tone="accent">{t('account.thisOne')}</Chip>}
        </span>
      ),
    },
    {
      id: 'address',
      heading: t('account.address'),
      cell: ({ address }) => <bdi className="code">{address}</bdi>,
    },
    {
      id: 'opened',
      heading: t('account.opened'),
      cell: ({ opened }) => <span className="figures">{moment(opened)}</span>,
    },
    {
      id: 'seen',
      heading: t('account.lastSeen'),
      cell: ({ lastSeen }) => <span className="figures">{moment(lastSeen)}</span>,
    },
    {
      id: 'end',
      heading: t('table.action'),
      isFigure: true,
      cell: ({ id, current }) =>
        current ? null : (
          <Button
            variant="quiet"
            size="small"
            icon={<X />}
            isDisabled={isBusy}
            onPress={() => onEnd(id)}
          >
            {t('account.end')}
          </Button>
        ),
    },
  ];
}

/** Makes new recovery codes; the old ones become invalid. */
function RecoveryDialog({ onClose }: { onClose: () => void }): ReactNode {
  const { t } = useWords();
  const { account } = useSession();
  const [proof, setProof] = useState({ password: '', code: '' });
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const make = useAction(async () =>
    setCodes((await ask('recoveryCodes', { proof })).recoveryCodes),
  );
  if (codes !== null) {
    return (
      <Dialog
        title={t('recovery.title')}
        onClose={onClose}
        closesOutside={false}
        actions={
          <Button variant="primary" onPress={onClose}>
            {t('app.done')}
          </Button>
        }
      >
        <p>{t('recovery.lead')}</p>
        <RecoveryCodes codes={codes} name={account.name} />
      </Dialog>
    );
  }
  return (
    <FormDialog
      title={t('account.newRecoveryCodes')}
      onClose={onClose}
      onSubmit={() => void make.run()}
      failure={make.failure}
      submit={{ label: t('recovery.make'), isDisabled: make.busy }}
    >
      <p>{t('recovery.effect')}</p>
      <ProofFields proof={proof} onChange={setProof} />
    </FormDialog>
  );
}

/** Sets a new password; all other sessions of the user end. */
function PasswordDialog({ onClose }: { onClose: () => void }): ReactNode {
  const { t } = useWords();
  const notify = useNotify();
  const [proof, setProof] = useState({ password: '', code: '' });
  const [next, setNext] = useState('');
  const [isShown, setShown] = useState(false);
  const isShort = next.length < minPassword;
  const change = useAction(async () => {
    takeSession(await ask('changePassword', { proof, newPassword: next }));
    notify(t('account.passwordChanged'));
    onClose();
  });
  return (
    <FormDialog
      title={t('account.changePassword')}
      onClose={onClose}
      onSubmit={() => {
        if (isShort) setShown(true);
        else void change.run();
      }}
      failure={change.failure}
      submit={{ label: t('app.save'), isDisabled: change.busy }}
    >
      <ProofFields proof={proof} onChange={setProof} />
      <EntryField
        label={t('setUp.password')}
        hint={t('setUp.passwordHint', { count: minPassword })}
        type="password"
        fills="new-password"
        value={next}
        onChange={setNext}
        error={isShown && isShort ? t('setUp.passwordShort', { count: minPassword }) : null}
      />
      <p className="small">{t('account.passwordEffect')}</p>
    </FormDialog>
  );
}

/** Asks for password and code again: an open browser must not be enough to change them. */
function ProofFields({
  proof,
  onChange,
}: {
  proof: Proof;
  onChange: (proof: Proof) => void;
}): ReactNode {
  const { t } = useWords();
  return (
    <>
      <EntryField
        label={t('account.currentPassword')}
        type="password"
        fills="current-password"
        value={proof.password}
        onChange={(password) => onChange({ password, code: proof.code })}
        autoFocus
      />
      <EntryField
        label={t('signIn.code')}
        hint={t('signIn.codeHint')}
        fills="one-time-code"
        isNumeric
        value={proof.code}
        onChange={(code) => onChange({ password: proof.password, code })}
      />
    </>
  );
}
