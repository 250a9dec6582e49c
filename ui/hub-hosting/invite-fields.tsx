import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type StationMode, stationModeSchema } from '../../domain/base/protocol.ts';
import { RadioCards } from '../fields/radio-cards.tsx';
import { Select } from '../fields/select.tsx';
import { TextField } from '../fields/text-field.tsx';

/** A station to be invited. */
export interface InviteDraft {
  mode: StationMode;
  /** If empty, the station's own name is used. */
  name: string;
  /** Id of a wiped or lost station that the new one replaces. */
  replaces: string | null;
}

export const firstInviteDraft: InviteDraft = { mode: 'desk', name: '', replaces: null };

/** Not the id of a station. */
const nobody = 'nobody';

interface InviteFieldsProps {
  draft: InviteDraft;
  onChange: (draft: InviteDraft) => void;
  /** Stations that the new one may replace. */
  others: readonly { id: string; name: string }[];
}

/** What a new station will be, and which one it replaces. */
export function InviteFields({ draft, onChange, others }: InviteFieldsProps): ReactNode {
  const { t } = useTranslation();
  return (
    <>
      <RadioCards
        label={t('invite.mode')}
        value={draft.mode}
        onChange={(mode) => onChange({ ...draft, mode })}
        choices={stationModeSchema.options.map((id) => ({
          id,
          label: t(`stationMode.${id}`),
          hint: t(`invite.modeHint.${id}`),
        }))}
      />
      <div className="grid-cols-fit-56 grid gap-4">
        <TextField
          label={t('invite.name')}
          hint={t('invite.nameHint')}
          maxLength={60}
          value={draft.name}
          onChange={(name) => onChange({ ...draft, name })}
        />
        <Select
          label={t('invite.replaces')}
          choices={[
            { id: nobody, label: t('invite.replacesNobody') },
            ...others.map(({ id, name }) => ({ id, label: name })),
          ]}
          value={draft.replaces ?? nobody}
          onChange={(id) => onChange({ ...draft, replaces: id === nobody ? null : id })}
        />
      </div>
    </>
  );
}
