import { UserRoundCheck, UserRoundPlus } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { hasDelegations } from '../../domain/delegations.ts';
import { inUse } from '../../domain/event/event-changes.ts';
import { type IdentityDocument, identityDocumentSchema } from '../../domain/ledger/attendance.ts';
import { RadioCards } from '../../ui/fields/radio-cards.tsx';
import { TextField } from '../../ui/fields/text-field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { useNavigation } from '../../ui/navigation.tsx';
import { useNotify } from '../../ui/toast.tsx';
import { useKeptDraft } from '../../ui/use-kept-draft.ts';
import { ask } from '../base/ask.ts';
import { useAction } from '../base/page-client.ts';
import { useStation } from '../base/station.tsx';
import {
  emptyPerson,
  maxLengthOf,
  missingFields,
  type PersonDraft,
  personOf,
} from '../roster/person-draft.ts';
import { PersonFields } from '../roster/person-fields.tsx';
import { useScans } from '../scanning/index.ts';
import { useDesk, useOpenNew } from './desk-provider.tsx';
import { useTakePhoto } from './photo/delegate-photo.tsx';

interface WalkInDraft extends PersonDraft {
  identity: IdentityDocument | null;
}

/** Registers a person who is on no list, and checks the person in at once or later. */
export function WalkInDialog({
  name,
  onClose,
}: {
  /** The name that the search did not find; may be empty. */
  name: string;
  onClose: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const { event, idCheck } = useStation();
  const isApproved = hasDelegations(event);
  const categories = inUse(event.categories);
  const category = categories.find(({ id }) => id === 'delegate') ?? categories[0];
  const [draft, setDraft, forget] = useKeptDraft<WalkInDraft>(`walk-in ${name}`, {
    ...emptyPerson,
    ...namesOf(name),
    category: category?.id ?? '',
    identity: null,
  });
  const [wasSent, setWasSent] = useState(false);
  const { run, busy, failure } = useRegister();
  const missing = missingFields(draft, [
    'printedName',
    'category',
    ...(isApproved ? (['approver'] as const) : []),
  ]);
  const isUnseen = idCheck && draft.identity === null;
  // Kept until it succeeds: pressed again after a failure, nobody is registered twice.
  const [key] = useState(() => crypto.randomUUID());
  const cancel = (): void => {
    forget();
    onClose();
  };
  const send = async (checkInKey: string | null): Promise<void> => {
    setWasSent(true);
    if (missing.length > 0 || isUnseen) return;
    if (await run(draft, draft.identity, checkInKey)) forget();
  };
  return (
    <FormDialog
      title={t('walkIn.title')}
      size="wide"
      onClose={onClose}
      onCancel={cancel}
      onSubmit={() => void send(key)}
      failure={failure}
      submit={{ label: t('walkIn.checkIn'), icon: <UserRoundCheck />, isDisabled: busy }}
      other={{
        label: t('walkIn.confirm'),
        icon: <UserRoundPlus />,
        isDisabled: busy,
        onPress: () => void send(null),
      }}
    >
      <p className="small">{t('walkIn.intro')}</p>
      <PersonFields
        draft={draft}
        onChange={(person) => setDraft((last) => ({ ...last, ...person }))}
        missing={wasSent ? missing : []}
      >
        {isApproved && (
          <TextField
            label={t('person.reference')}
            hint={t('person.referenceOptional')}
            maxLength={maxLengthOf('reference')}
            value={draft.reference}
            onChange={(reference) => setDraft((last) => ({ ...last, reference }))}
          />
        )}
      </PersonFields>
      {idCheck && (
        <RadioCards
          label={t('walkIn.identity')}
          value={draft.identity}
          onChange={(identity) => setDraft((last) => ({ ...last, identity }))}
          choices={identityDocumentSchema.options.map((id) => ({
            id,
            label: t(`identity.${id}`),
          }))}
          error={wasSent && isUnseen ? t('walkIn.identityMissing') : null}
        />
      )}
      {isApproved && (
        <TextField
          label={t('person.approver')}
          hint={t('person.approverHint')}
          isRequired
          maxLength={maxLengthOf('approver')}
          value={draft.approver}
          onChange={(approver) => setDraft((last) => ({ ...last, approver }))}
          error={wasSent && missing.includes('approver') ? t('person.missing.approver') : null}
        />
      )}
    </FormDialog>
  );
}

/** Pre-fills the names from the search text; takes the last word as the family name. */
function namesOf(typed: string): Pick<PersonDraft, 'givenName' | 'familyName'> {
  const words = typed.trim().split(/\s+/);
  return { givenName: words.slice(0, -1).join(' '), familyName: words.at(-1) ?? '' };
}

/** Registers; with a key, checks in too. */
function useRegister(): ReturnType<
  typeof useAction<[WalkInDraft, IdentityDocument | null, string | null]>
> {
  const { t } = useTranslation();
  const notify = useNotify();
  const { go, pick } = useNavigation();
  const { flow } = useDesk();
  const openNew = useOpenNew();
  const takePhoto = useTakePhoto();
  const hasCamera = useScans().scanning.cameras.length > 0;
  return useAction(
    async (draft: WalkInDraft, identity: IdentityDocument | null, checkInKey: string | null) => {
      const { identity: _identity, ...person } = draft;
      const { delegateId, answer } = await ask('registerWalkIn', {
        person: personOf(person),
        approver: draft.approver.trim(),
        reference: draft.reference.trim(),
        identity,
        checkIn: checkInKey === null ? null : { key: checkInKey, photoFirst: hasCamera },
      });
      if (checkInKey !== null && answer !== null && answer.outcome !== 'identity-check') {
        go('desk');
        pick(null);
        if (!flow.made(checkInKey, answer)) {
          notify(t(answer.outcome === 'admitted' ? 'walkIn.doneBehind' : 'walkIn.refusedBehind'));
        }
        return;
      }
      notify(t('walkIn.done'));
      openNew(delegateId, identity ?? undefined);
      if (!hasCamera) return;
      const { isOnBadge } = await ask('getPhoto', { delegateId });
      if (isOnBadge) takePhoto({ id: delegateId, printedName: draft.printedName });
    },
  );
}
