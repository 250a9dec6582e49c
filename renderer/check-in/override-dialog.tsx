import { ShieldAlert, TriangleAlert } from 'lucide-react';
import { type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  approversOf,
  type OverrideReason,
  overridable,
  overrideReasonSchema,
} from '../../domain/check-in/override.ts';
import type { IdentityDocument } from '../../domain/ledger/attendance.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { RadioCards } from '../../ui/fields/radio-cards.tsx';
import { TextField } from '../../ui/fields/text-field.tsx';
import { DialogForm } from '../../ui/form-dialog.tsx';
import { useNavigation } from '../../ui/navigation.tsx';
import { Note } from '../../ui/note.tsx';
import { useKeptDraft } from '../../ui/use-kept-draft.ts';
import { useStation } from '../base/station.tsx';
import { isPin } from '../operators/pin.ts';
import { SecondPin, useSecondsUntil } from '../operators/second-pin.tsx';
import { identityDocuments } from '../roster/identity-documents.ts';
import type { DeskState } from './flow.ts';
import { type OverrideRequest, useOverride } from './use-override.ts';

interface Draft {
  reason: OverrideReason | null;
  note: string;
  identity: IdentityDocument | null;
}

/** Admits a person against the rules: a reason, the document if required, and a second PIN. */
export function OverrideDialog({
  request,
  onClose,
}: {
  request: OverrideRequest;
  onClose: () => void;
}): ReactNode {
  const { t } = useTranslation();
  return (
    <Dialog title={t('override.title')} size="wide" closesOutside={false} onClose={onClose}>
      <OverrideForm request={request} onClose={onClose} />
    </Dialog>
  );
}

function OverrideForm({
  request,
  onClose,
}: {
  request: OverrideRequest;
  onClose: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const needsDocument = useNeedsDocument();
  const { delegateId, outcome, printedName } = request;
  // Keep the draft if a scan closes the dialog; never keep the PIN.
  const [draft, setDraft, forget] = useKeptDraft<Draft>(`override ${delegateId}`, {
    reason: null,
    note: '',
    identity: null,
  });
  const [pin, setPin] = useState('');
  const pinField = useRef<HTMLInputElement>(null);
  const end = (): void => {
    forget();
    onClose();
  };
  const { run, busy, failure, trouble, changed } = useOverride(request, end);
  const secondsLeft = useSecondsUntil(trouble?.result === 'wait' ? trouble.until : null);
  const { reason, note, identity } = draft;
  const isWhole = reason !== null && isPin(pin) && (identity !== null || !needsDocument);
  const send = async (): Promise<void> => {
    if (reason === null || !isWhole || secondsLeft > 0) return;
    await run({ reason, note: note.trim(), identity, pin });
    setPin('');
  };
  return (
    <DialogForm
      onCancel={end}
      onSubmit={() => void send()}
      failure={failure}
      submit={{
        label: t('override.confirm'),
        icon: <ShieldAlert />,
        isDisabled: !isWhole || busy || changed || secondsLeft > 0,
      }}
    >
      <p className="font-semibold wrap-anywhere">
        <bdi>
          {t('override.of', { name: printedName, refusal: t(`override.refusal.${outcome}`) })}
        </bdi>
      </p>
      <RadioCards
        label={t('override.reason')}
        autoFocus
        value={reason}
        onChange={(next) => setDraft((last) => ({ ...last, reason: next }))}
        onKey={() => needsDocument || pinField.current?.focus()}
        choices={overrideReasonSchema.options.map((id) => ({
          id,
          label: t(`override.reasons.${id}`),
        }))}
      />
      <TextField
        label={t('override.note')}
        hint={t('override.noteHint')}
        maxLength={300}
        value={note}
        onChange={(text) => setDraft((last) => ({ ...last, note: text }))}
      />
      {needsDocument && (
        <RadioCards
          label={t('override.identity')}
          value={identity}
          onChange={(next) => setDraft((last) => ({ ...last, identity: next }))}
          keys={identityDocuments.map(({ key }) => key)}
          onKey={() => pinField.current?.focus()}
          choices={identityDocuments.map(({ document: id }) => ({
            id,
            label: t(`identity.${id}`),
          }))}
        />
      )}
      <SecondPin
        inputRef={pinField}
        label={t(approversOf(outcome).length > 1 ? 'override.pinSecurity' : 'override.pin')}
        value={pin}
        onChange={setPin}
        trouble={trouble}
        secondsLeft={secondsLeft}
      />
      {changed && <Note tone="look" icon={<TriangleAlert />} title={t('override.changed')} />}
      <p className="small">{t('override.effect')}</p>
    </DialogForm>
  );
}

/** A badge is printed at registration only, and only after a required document was seen. */
function useNeedsDocument(): boolean {
  const { idCheck, event, checkpoint } = useStation();
  return idCheck && event.checkpoints.find(({ id }) => id === checkpoint)?.kind === 'registration';
}

/**
 * The override that the refusal on the desk permits; null if it permits none, or nothing was
 * refused.
 */
export function overrideOfState(state: DeskState): OverrideRequest | null {
  if (state.kind !== 'answered') return null;
  const { answer, key } = state;
  const outcome = overridable(answer.outcome);
  const delegate = 'delegate' in answer ? answer.delegate : null;
  if (outcome === null || delegate === null) return null;
  // A stopped badge does not prove who carries it: the operator must find its holder by name.
  if (answer.outcome === 'stopped' && answer.what === 'badge') return null;
  const { id, printedName } = delegate;
  return { refusal: key, outcome, delegateId: id, printedName };
}

/**
 * Opens the override of the refusal shown.
 *
 * @param props.isLast small and quiet, because another action comes first
 */
export function OverrideButton({
  state,
  isLast = false,
}: {
  state: DeskState;
  isLast?: boolean;
}): ReactNode {
  const { t } = useTranslation();
  const { open, close } = useNavigation();
  const request = overrideOfState(state);
  if (request === null) return null;
  return (
    <Button
      wide
      variant={isLast ? 'quiet' : 'plain'}
      size={isLast ? 'small' : 'normal'}
      icon={<ShieldAlert />}
      keys={[t('keys.ctrl'), 'O']}
      onPress={() => open(<OverrideDialog request={request} onClose={close} />)}
    >
      {t('override.button')}
    </Button>
  );
}
