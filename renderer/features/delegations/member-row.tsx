import { Star, UserRoundSearch } from 'lucide-react';
import type { ReactNode } from 'react';
import { Checkbox, GridListItem } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { DelegationMember } from '../../../preload/contract/delegation.ts';
import { useNavigation } from '../../app/navigation.tsx';
import { useEventWords } from '../../i18n/event-words.ts';
import { IconButton } from '../../ui/button.tsx';
import { BadgeChip } from '../badge/badge-chip.tsx';
import { useRoleWord } from '../delegate/use-role-word.ts';
import { useDesk } from '../desk/desk-provider.tsx';
import { PresenceChip, StatusChip } from '../search/status-chip.tsx';

/** One person of the roster: ticked or not, present or not, and where the badge is. */
export function MemberRow({ member }: { member: DelegationMember }): ReactNode {
  const { t } = useTranslation();
  const words = useEventWords();
  const roleWord = useRoleWord();
  const { go } = useNavigation();
  const { pick } = useDesk();
  const { id, printedName, title, jobTitle, nativeName, status, vip, badge } = member;
  const isHead = member.role === 'head';
  // The place in the delegation, unless the category says it already (and follows the person's gender).
  const category = words.category(member.category, member.grammaticalGender);
  const role =
    member.role === 'member' || member.category === 'head-of-delegation'
      ? category
      : `${roleWord(member)} · ${category}`;
  return (
    <GridListItem id={id} textValue={printedName} className="member-row">
      <Checkbox
        slot="selection"
        className="member-tick"
        aria-label={t('delegations.tick', { name: printedName })}
      >
        <span className="check-box" aria-hidden="true" />
      </Checkbox>
      <div className="member-who">
        <p className="member-name" data-head={isHead || undefined}>
          {title !== '' && <bdi className="member-title">{title}</bdi>}
          <bdi>{printedName}</bdi>
          {vip && <Star aria-label={t('roster.fields.vip')} size={14} className="search-vip" />}
        </p>
        <p className="member-what">
          <span>{role}</span>
          {jobTitle !== '' && <bdi>{jobTitle}</bdi>}
          {nativeName !== '' && <bdi>{nativeName}</bdi>}
        </p>
      </div>
      <div className="member-marks">
        {status !== 'confirmed' && <StatusChip status={status} />}
        <PresenceChip presentToday={member.presentToday} presentEvent={member.presentEvent} />
        {badge !== null && <BadgeChip state={badge.state} />}
      </div>
      <IconButton
        label={t('delegations.open', { name: printedName })}
        icon={<UserRoundSearch aria-hidden="true" size={18} />}
        onPress={() => {
          pick(id);
          go('desk');
        }}
      />
    </GridListItem>
  );
}
