import { ArrowRight, LoaderCircle, ScanQrCode } from 'lucide-react';
import type { FormEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallInput } from '../../preload/contract.ts';
import { Button } from '../../ui/button.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { TextField } from '../../ui/fields/text-field.tsx';
import { Form } from '../../ui/form.tsx';
import type { Action } from '../base/page-client.ts';
import { CameraPreview, useScans } from '../scanning/index.ts';

/** The code as typed, without its gap and in capitals. */
function plainCode(text: string): string {
  return text.replace(/[\s-]/g, '').toUpperCase();
}

interface TypedInvite {
  url: string;
  code: string;
}

/** The first step: scan the hub's code, or type its address and code. */
export function JoinFind({
  find,
  typed: { url, code },
  onType,
}: {
  find: Action<[CallInput<'findHub'>]>;
  typed: TypedInvite;
  onType: (typed: TypedInvite) => void;
}): ReactNode {
  const { t } = useTranslation();
  const canSend = url.trim() !== '' && plainCode(code) !== '';
  const send = (event: FormEvent): void => {
    event.preventDefault();
    if (canSend) void find.run({ kind: 'typed', url: url.trim(), code: plainCode(code) });
  };
  return (
    <>
      <p className="small">{t('join.intro')}</p>
      <FailureNote failure={find.failure} />
      <div className="grid-cols-fit-64 grid gap-8">
        <ScanPlace isBusy={find.busy} />
        <Form className="grid gap-3 content-start" onSubmit={send}>
          <h3 className="text-md">{t('join.type')}</h3>
          <TextField
            label={t('join.url')}
            hint={t('join.urlHint')}
            value={url}
            onChange={(next) => onType({ url: next, code })}
            maxLength={200}
          />
          <TextField
            label={t('join.code')}
            hint={t('join.codeHint')}
            value={code}
            onChange={(next) => onType({ url, code: next })}
            maxLength={20}
          />
          <Button
            type="submit"
            variant="primary"
            isDisabled={!canSend || find.busy}
            icon={<ArrowRight className="flips" />}
          >
            {t('join.find')}
          </Button>
        </Form>
      </div>
    </>
  );
}

function ScanPlace({ isBusy }: { isBusy: boolean }): ReactNode {
  const { t } = useTranslation();
  const { scanning } = useScans();
  const hasCamera = scanning.camera.kind === 'running';
  return (
    <div className="grid gap-3 content-start">
      <h3 className="text-md">{t('join.scan')}</h3>
      <div
        className="join-scan-place grid rounded-lg bg-page relative overflow-hidden min-h-48"
        role="status"
      >
        {hasCamera && <CameraPreview scanning={scanning} mirrored />}
        {isBusy ? (
          <p className="grid justify-items-center place-content-center text-center gap-3 p-4 z-1 bg-page font-semibold">
            <LoaderCircle size={28} className="spins text-accent" />
            {t('join.looking')}
          </p>
        ) : (
          !hasCamera && (
            <p className="grid justify-items-center place-content-center text-center gap-3 p-4 z-1 bg-page font-semibold">
              <ScanQrCode className="text-accent" size={44} strokeWidth={1.5} />
              {t('join.listening')}
            </p>
          )
        )}
      </div>
      <p className="field-hint">{t('join.where')}</p>
    </div>
  );
}
