import { Copy, KeyRound, Settings2, UserCheck, UserPlus, UserX } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import {
  type AccountEntry,
  type IssuedSetUp,
  type OrganiserRole,
  organiserRoleSchema,
} from '../../../../domain/organiser/access.ts';
import { Button } from '../../../../ui/button.tsx';
import { Chip } from '../../../../ui/chip.tsx';
import { type Column, DataTable } from '../../../../ui/data-table.tsx';
import { Dialog } from '../../../../ui/dialog.tsx';
import { FailureNote } from '../../../../ui/failure-note.tsx';
import { Select } from '../../../../ui/fields/select.tsx';
import { TextField } from '../../../../ui/fields/text-field.tsx';
import { FormDialog } from '../../../../ui/form-dialog.tsx';
import { useFormats } from '../../../../ui/formats.ts';
import { useNotify } from '../../../../ui/toast.tsx';
import { useAction, useAnswer } from '../../client/page-client.ts';
import { ask } from '../../client/request.ts';
import { useSession } from '../../client/session-store.ts';
import { Answered } from '../../parts/answered.tsx';
import { Page } from '../../parts/page.tsx';
import { useWords } from '../../words.ts';
import './accounts.css';

type Open =
  | { kind: 'add' }
  | { kind: 'change'; account: AccountEntry }
  | { kind: 'issued'; issued: IssuedSetUp };

/** The accounts and their roles; no one can change their own account here. */
export function AccountsPage(): ReactNode {
  const { t } = useWords();
  const accounts = useAnswer('accounts', [{}], { once: true });
  const [open, setOpen] = useState<Open | null>(null);
  const columns = useAccountColumns((account) => setOpen({ kind: 'change', account }));
  const close = (): void => {
    setOpen(null);
    accounts.renew();
  };
  const showIssued = (issued: IssuedSetUp): void => setOpen({ kind: 'issued', issued });
  return (
    <Page
      title={t('accounts.title')}
      actions={
        <Button variant="primary" icon={<UserPlus />} onPress={() => setOpen({ kind: 'add' })}>
          {t('accounts.add')}
        </Button>
      }
    >
      <section className="card">
        <Answered answer={accounts}>
          {({ accounts: rows }) => (
            <DataTable
              caption={t('accounts.title')}
              columns={columns}
              rows={rows}
              keyOf={({ id }) => id}
              empty={null}
            />
          )}
        </Answered>
      </section>
      {open?.kind === 'add' && <AddAccountDialog onClose={close} onIssued={showIssued} />}
      {open?.kind === 'change' && (
        <AccountDialog account={open.account} onClose={close} onIssued={showIssued} />
      )}
      {open?.kind === 'issued' && <IssuedDialog issued={open.issued} onClose={close} />}
    </Page>
  );
}

/** Shows an account's one-time code once; its owner must receive it outside this page. */
function IssuedDialog({
  issued: { account, code, expires, links },
  onClose,
}: {
  issued: IssuedSetUp;
  onClose: () => void;
}): ReactNode {
  const { t } = useWords();
  const { moment } = useFormats();
  const notify = useNotify();
  const [link] = links;
  const copy = async (text: string): Promise<void> => {
    await navigator.clipboard.writeText(text);
    notify(t('app.copied'));
  };
  return (
    <Dialog
      title={t('accounts.issuedTitle', { name: account.name })}
      onClose={onClose}
      closesOutside={false}
      actions={
        <Button variant="primary" onPress={onClose}>
          {t('app.done')}
        </Button>
      }
    >
      <p>{t('accounts.issuedHint')}</p>
      <p className="code issued-code text-xl font-bold">{code}</p>
      {link !== undefined && (
        <div className="account-act flex flex-wrap items-center justify-between gap-x-4 gap-y-2 pt-4 border-t">
          <bdi className="code wrap-anywhere">{link}</bdi>
          <Button icon={<Copy />} onPress={() => void copy(link)}>
            {t('app.copyLink')}
          </Button>
        </div>
      )}
      <p className="small figures">{t('accounts.issuedUntil', { time: moment(expires) })}</p>
    </Dialog>
  );
}

/** Adds an account; its owner sets password and authenticator with a one-time code. */
function AddAccountDialog({
  onClose,
  onIssued,
}: {
  onClose: () => void;
  onIssued: (issued: IssuedSetUp) => void;
}): ReactNode {
  const { t } = useWords();
  const [name, setName] = useState('');
  const [role, setRole] = useState<OrganiserRole>('viewer');
  const [isEmpty, setEmpty] = useState(false);
  const add = useAction(async () => onIssued(await ask('addAccount', { name: name.trim(), role })));
  return (
    <FormDialog
      title={t('accounts.add')}
      onClose={onClose}
      onSubmit={() => {
        if (name.trim() === '') setEmpty(true);
        else void add.run();
      }}
      failure={add.failure}
      submit={{ label: t('accounts.makeCode'), isDisabled: add.busy }}
    >
      <TextField
        label={t('accounts.name')}
        hint={t('accounts.nameHint')}
        value={name}
        onChange={setName}
        error={isEmpty && name.trim() === '' ? t('accounts.nameMissing') : null}
        maxLength={60}
        autoFocus
      />
      <Select
        label={t('accounts.role')}
        choices={rolesGivenHere.map((id) => ({ id, label: t(`role.${id}`) }))}
        value={role}
        onChange={setRole}
      />
      <p className="small">{t(`roleHint.${role}`)}</p>
    </FormDialog>
  );
}

function useAccountColumns(onChange: (account: AccountEntry) => void): Column<AccountEntry>[] {
  const { t } = useWords();
  const { compare, moment } = useFormats();
  const { account: own } = useSession();
  return [
    {
      id: 'name',
      heading: t('accounts.name'),
      isTitle: true,
      order: (a, b) => compare(a.name, b.name),
      cell: ({ name }) => <bdi>{name}</bdi>,
    },
    {
      id: 'role',
      heading: t('accounts.role'),
      order: (a, b) => compare(t(`role.${a.role}`), t(`role.${b.role}`)),
      cell: ({ role }) => t(`role.${role}`),
    },
    {
      id: 'state',
      heading: t('accounts.state'),
      cell: (account) => <StateChip account={account} />,
    },
    {
      id: 'last',
      heading: t('accounts.lastSignIn'),
      order: (a, b) => (a.lastSignIn ?? 0) - (b.lastSignIn ?? 0),
      cell: ({ lastSignIn }) => (
        <span className="figures">
          {lastSignIn === null ? t('accounts.never') : moment(lastSignIn)}
        </span>
      ),
    },
    {
      id: 'change',
      heading: t('table.action'),
      isFigure: true,
      cell: (account) =>
        account.id === own.id || account.role === guardianRole ? (
          <span className="small">
            {t(account.id === own.id ? 'accounts.you' : 'activity.administrator')}
          </span>
        ) : (
          <Button
            variant="quiet"
            size="small"
            icon={<Settings2 />}
            aria-label={t('accounts.changeNamed', { name: account.name })}
            onPress={() => onChange(account)}
          >
            {t('accounts.change')}
          </Button>
        ),
    },
  ];
}

function StateChip({ account: { active, state } }: { account: AccountEntry }): ReactNode {
  const { t } = useWords();
  if (!active) return <Chip tone="stop">{t('accounts.inactive')}</Chip>;
  return state === 'invited' ? (
    <Chip tone="look">{t('accounts.invited')}</Chip>
  ) : (
    <Chip tone="go">{t('accounts.ready')}</Chip>
  );
}

/** Another user's account: change its role, reset a lost phone or password, deactivate it. */
function AccountDialog({
  account,
  onClose,
  onIssued,
}: {
  account: AccountEntry;
  onClose: () => void;
  onIssued: (issued: IssuedSetUp) => void;
}): ReactNode {
  const { t } = useWords();
  const [role, setRole] = useState(account.role);
  const save = useAction(async () => {
    if (role !== account.role) await ask('changeAccount', { role }, account.id);
    onClose();
  });
  const reset = useAction(async () => onIssued(await ask('resetAccount', {}, account.id)));
  const turn = useAction(async () => {
    await ask('changeAccount', { active: !account.active }, account.id);
    onClose();
  });
  const isBusy = save.busy || reset.busy || turn.busy;
  return (
    <Dialog
      title={account.name}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('app.cancel')}</Button>
          <Button variant="primary" isDisabled={isBusy} onPress={() => void save.run()}>
            {t('app.save')}
          </Button>
        </>
      }
    >
      <FailureNote failure={save.failure ?? reset.failure ?? turn.failure} />
      <Select
        label={t('accounts.role')}
        choices={rolesGivenHere.map((id) => ({ id, label: t(`role.${id}`) }))}
        value={role}
        onChange={setRole}
      />
      <p className="small">{t(`roleHint.${role}`)}</p>
      <div className="account-act flex flex-wrap items-center justify-between gap-x-4 gap-y-2 pt-4 border-t">
        <p className="small">{t('accounts.resetHint')}</p>
        <Button icon={<KeyRound />} isDisabled={isBusy} onPress={() => void reset.run()}>
          {t('accounts.reset')}
        </Button>
      </div>
      <div className="account-act flex flex-wrap items-center justify-between gap-x-4 gap-y-2 pt-4 border-t">
        <p className="small">
          {t(account.active ? 'accounts.deactivateHint' : 'accounts.activateHint')}
        </p>
        {account.active ? (
          <Button
            variant="danger"
            icon={<UserX />}
            isDisabled={isBusy}
            onPress={() => void turn.run()}
          >
            {t('accounts.deactivate')}
          </Button>
        ) : (
          <Button icon={<UserCheck />} isDisabled={isBusy} onPress={() => void turn.run()}>
            {t('accounts.activate')}
          </Button>
        )}
      </div>
    </Dialog>
  );
}

/** Assigned only at the hub's machine: no one on the page may choose their own auditor. */
const guardianRole = 'data-protection-officer';

const rolesGivenHere = organiserRoleSchema.options.filter((role) => role !== guardianRole);
