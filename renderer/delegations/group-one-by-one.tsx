import { SkipForward } from 'lucide-react';
import { type ReactNode, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { DelegationMember } from '../../preload/contract/delegations.ts';
import { Button } from '../../ui/button.tsx';
import { useHotkeys } from '../../ui/hotkeys.tsx';
import { useNavigation } from '../../ui/navigation.tsx';
import { Progress } from '../../ui/progress.tsx';
import { useClaimFocus } from '../../ui/use-claim-focus.ts';
import { useEventWords } from '../base/event-words.ts';
import { identityDocuments } from '../roster/identity-documents.ts';
import type { Group, GroupState } from './use-group.ts';

export function GroupOneByOne({
  group,
  state,
  members,
}: {
  group: Group;
  state: Extract<GroupState, { kind: 'one-by-one' }>;
  members: readonly DelegationMember[];
}): ReactNode {
  const { t } = useTranslation();
  const words = useEventWords();
  const { dialog } = useNavigation();
  const panel = useRef<HTMLDivElement>(null);
  useClaimFocus(panel);
  const { people, at, busy } = state;
  const person = people[at];
  const member = members.find(({ id }) => id === person?.id);
  useHotkeys(
    [
      { key: 'Enter', run: () => group.next('passport') },
      ...identityDocuments.map(({ document, key }) => ({ key, run: () => group.next(document) })),
      { key: 'ArrowRight', run: () => group.next(null) },
      { key: 'Escape', run: group.end },
    ],
    dialog === null,
  );
  return (
    <div
      className="group-panel flex flex-col gap-4 flex-1 min-h-0 p-5 overflow-auto outline-none"
      ref={panel}
      tabIndex={-1}
    >
      <Progress
        label={t('identity.title')}
        fraction={at / people.length}
        valueWords={t('delegations.documents.turn', { at: at + 1, count: people.length })}
      />
      <div className="group-turn px-6 py-5 rounded-lg bg-sunken" aria-live="polite">
        {member !== undefined && member.title !== '' && (
          <bdi className="small font-normal">{member.title}</bdi>
        )}
        <h3 className="text-3xl tracking-tight leading-[1.1] wrap-anywhere">
          <bdi>{person?.printedName}</bdi>
        </h3>
        {member !== undefined && <p>{words.category(member.category, member.grammaticalGender)}</p>}
      </div>
      <p className="text-soft">{t('identity.confirm')}</p>
      <div className="grid grid-cols-2 gap-2">
        {identityDocuments.map(({ document, key, Icon }) => (
          <Button
            key={document}
            variant={document === 'passport' ? 'primary' : 'plain'}
            isDisabled={busy}
            icon={<Icon aria-hidden="true" size={20} />}
            keys={document === 'passport' ? [t('keys.enter')] : [key.toUpperCase()]}
            onPress={() => group.next(document)}
            wide
          >
            {t(`identity.${document}`)}
          </Button>
        ))}
      </div>
      <div className="group-foot flex flex-wrap gap-2 justify-between">
        <Button
          variant="quiet"
          isDisabled={busy}
          icon={<SkipForward className="flips" />}
          keys={['→']}
          onPress={() => group.next(null)}
        >
          {t('delegations.documents.skip')}
        </Button>
        <Button variant="quiet" isDisabled={busy} keys={[t('keys.escape')]} onPress={group.end}>
          {t('delegations.documents.end')}
        </Button>
      </div>
    </div>
  );
}
