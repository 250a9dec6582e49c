import { QrCode as QrIcon, UserCog } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type OrganiserRole, organiserRoleSchema } from '../../domain/organiser/access.ts';
import type { PageAccount } from '../../preload/contract/hub-hosting.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { RadioCards } from '../../ui/fields/radio-cards.tsx';
import { TextField } from '../../ui/fields/text-field.tsx';
import { DialogForm } from '../../ui/form-dialog.tsx';
import { QrCode } from '../../ui/qr-code.tsx';
import { ask } from '../base/ask.ts';
import { useAction } from '../base/page-client.ts';
import '../../ui/hub-hosting/invite-code.css';

type Made = Extract<PageAccount, { result: 'made' }>;

/** Makes an account of the organiser's page, and shows the single-use link for its owner. */
export function PageAccountDialog({ onClose }: { onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const [made, setMade] = useState<Made | null>(null);
  return (
    <Dialog title={t('pageAccount.title')} size="wide" closesOutside={false} onClose={onClose}>
      {made === null ? (
        <AccountForm onMade={setMade} onCancel={onClose} />
      ) : (
        <>
          <SetUpLink made={made} />
          <div className="dialog-buttons">
            {/* The button that made the link has gone, and the focus with it. */}
            <Button variant="primary" autoFocus onPress={onClose}>
              {t('app.close')}
            </Button>
          </div>
        </>
      )}
    </Dialog>
  );
}

function AccountForm({
  onMade,
  onCancel,
}: {
  onMade: (made: Made) => void;
  onCancel: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const [role, setRole] = useState<OrganiserRole>('organiser');
  const [isTaken, setIsTaken] = useState(false);
  const { run, busy, failure } = useAction(async () => {
    const answer = await ask('addPageAccount', { name: name.trim(), role, again: isTaken });
    if (answer.result === 'made') onMade(answer);
    else setIsTaken(true);
  });
  const send = (): void => {
    void run();
  };
  const changeName = (text: string): void => {
    setName(text);
    setIsTaken(false);
  };
  return (
    <DialogForm
      onCancel={onCancel}
      onSubmit={send}
      failure={failure}
      submit={{
        label: t(isTaken ? 'pageAccount.again' : 'pageAccount.make'),
        icon: <SubmitIcon isTaken={isTaken} />,
        isDisabled: busy || name.trim() === '',
      }}
    >
      <TextField
        label={t('pageAccount.name')}
        hint={t('pageAccount.nameHint')}
        error={isTaken ? t('pageAccount.taken') : null}
        maxLength={60}
        isRequired
        autoFocus
        value={name}
        onChange={changeName}
      />
      <RadioCards
        label={t('pageAccount.role')}
        value={role}
        onChange={setRole}
        choices={organiserRoleSchema.options.map((id) => ({
          id,
          label: t(`pageAccount.roles.${id}`),
          hint: t(`pageAccount.roleHints.${id}`),
        }))}
      />
    </DialogForm>
  );
}

function SubmitIcon({ isTaken }: { isTaken: boolean }): ReactNode {
  const Icon = isTaken ? UserCog : QrIcon;
  return <Icon aria-hidden="true" size={18} />;
}

function SetUpLink({ made }: { made: Made }): ReactNode {
  const { t } = useTranslation();
  const [address = ''] = made.link.split('#');
  return (
    <div className="invite grid gap-6 items-start grid-cols-[15rem_minmax(0,1fr)]">
      <div className="invite-qr border rounded-md">
        <QrCode size={made.qr.size} path={made.qr.path} label={t('pageAccount.qr')} />
      </div>
      <div className="grid gap-1 justify-items-start content-start">
        <p>{t('pageAccount.how')}</p>
        <p className="small">{t('pageAccount.address')}</p>
        <bdi className="code font-semibold wrap-anywhere">{address}</bdi>
        <p className="small">{t('pageAccount.code')}</p>
        <bdi className="code">{made.code}</bdi>
        <p className="my-2 font-semibold">{t('pageAccount.once')}</p>
      </div>
    </div>
  );
}
