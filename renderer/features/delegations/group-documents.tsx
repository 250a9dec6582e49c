import { ListOrdered, ScanFace, UsersRound } from 'lucide-react';
import { type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type IdentityDocument, identityDocumentSchema } from '../../../domain/attendance.ts';
import { useNavigation } from '../../app/navigation.tsx';
import { Button } from '../../ui/button.tsx';
import { useHotkeys } from '../../ui/hotkeys.ts';
import { RadioCards } from '../../ui/radio-cards.tsx';
import { useClaimFocus } from '../desk/use-claim-focus.ts';
import type { Person } from './group.ts';
import type { Group } from './use-group.ts';

/** How the documents of those ticked are seen: one key a person, or the operator's word for all of them. */
export function GroupDocuments({
  group,
  people,
}: {
  group: Group;
  people: readonly Person[];
}): ReactNode {
  const { t } = useTranslation();
  const { dialog } = useNavigation();
  const [kind, setKind] = useState<IdentityDocument | null>(null);
  const panel = useRef<HTMLDivElement>(null);
  useClaimFocus(panel);
  useHotkeys(
    [
      { key: 'Escape', run: group.end },
      { key: 'Enter', run: group.oneByOne },
    ],
    dialog === null,
  );
  return (
    <div className="group-panel" ref={panel} tabIndex={-1}>
      <h3 className="group-title">
        <ScanFace aria-hidden="true" size={22} />
        {t('delegations.documents.title', { count: people.length })}
      </h3>
      <p className="group-lead">{t('delegations.documents.hint')}</p>
      <ul className="group-names">
        {people.map(({ id, printedName }) => (
          <li key={id}>
            <bdi>{printedName}</bdi>
          </li>
        ))}
      </ul>
      <div className="group-ways">
        <div className="group-way">
          <h4>{t('delegations.documents.each')}</h4>
          <p className="field-hint">{t('delegations.documents.eachHint')}</p>
          <Button
            look="primary"
            wide
            icon={<ListOrdered aria-hidden="true" size={18} />}
            keys={[t('keys.enter')]}
            onPress={group.oneByOne}
          >
            {t('delegations.documents.each')}
          </Button>
        </div>
        <div className="group-way">
          <h4>{t('delegations.documents.all')}</h4>
          <RadioCards
            label={t('delegations.documents.kind')}
            value={kind}
            onChange={setKind}
            choices={identityDocumentSchema.options.map((id) => ({
              id,
              words: t(`identity.${id}`),
            }))}
          />
          <Button
            wide
            icon={<UsersRound aria-hidden="true" size={18} />}
            isDisabled={kind === null}
            onPress={() => kind !== null && group.seenAll(kind)}
          >
            {t('delegations.documents.all')}
          </Button>
        </div>
      </div>
      <Button look="quiet" keys={[t('keys.escape')]} onPress={group.end}>
        {t('app.cancel')}
      </Button>
    </div>
  );
}
