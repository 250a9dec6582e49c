import { BadgeCheck, BookUser, IdCard, LoaderCircle, ScanFace, ShieldCheck } from 'lucide-react';
import { type ReactNode, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { IdentityDocument } from '../../../domain/attendance.ts';
import { Button } from '../../ui/button.tsx';
import { useHotkeys } from '../../ui/hotkeys.ts';
import { ListAgesLine } from '../sync/list-ages-line.tsx';
import { useDesk } from './desk-provider.tsx';
import type { DeskState } from './flow.ts';
import { Person, PersonNotice } from './person.tsx';
import { useClaimFocus } from './use-claim-focus.ts';

const documents = [
  { document: 'passport', key: 'p', Icon: BookUser },
  { document: 'identity-card', key: 'i', Icon: IdCard },
  { document: 'service-card', key: 's', Icon: ShieldCheck },
  { document: 'other', key: 'o', Icon: BadgeCheck },
] as const satisfies readonly { document: IdentityDocument; key: string; Icon: unknown }[];

/** The identity check: the person, large, and one key for the kind of document that was seen. */
export function HeroIdentity({
  state,
}: {
  state: Extract<DeskState, { kind: 'identity' }>;
}): ReactNode {
  const { t } = useTranslation();
  const { flow } = useDesk();
  const panel = useRef<HTMLDivElement>(null);
  useClaimFocus(panel);
  const confirm = (document: IdentityDocument): void => void flow.confirm(document);
  useHotkeys([
    { key: 'Enter', run: () => confirm('passport') },
    ...documents.map(({ document, key }) => ({ key, run: () => confirm(document) })),
  ]);
  const isBusy = state.confirming !== null;
  return (
    <div className="hero-verdict" ref={panel} tabIndex={-1}>
      <div className="hero-sign">
        <ScanFace aria-hidden="true" />
      </div>
      <div className="hero-person">
        <p className="hero-word">{t('identity.title')}</p>
        <Person delegate={state.delegate} />
        <PersonNotice notice={state.notice} />
        <ListAgesLine lists={state.lists} />
      </div>
      <div className="hero-stub">
        <h2 className="stub-title">{t('identity.confirm')}</h2>
        <div className="identity-keys">
          {documents.map(({ document, key, Icon }) => (
            <Button
              key={document}
              look={document === 'passport' ? 'primary' : 'plain'}
              isDisabled={isBusy}
              icon={<DocumentIcon Icon={Icon} busy={state.confirming === document} />}
              keys={document === 'passport' ? [t('keys.enter')] : [key.toUpperCase()]}
              onPress={() => confirm(document)}
              wide
            >
              {t(`identity.${document}`)}
            </Button>
          ))}
        </div>
        <div className="stub-foot">
          <p>{isBusy ? t('identity.confirming') : t('identity.instruction')}</p>
          <Button
            look="quiet"
            size="small"
            isDisabled={isBusy}
            keys={[t('keys.escape')]}
            onPress={flow.putAside}
          >
            {t('identity.aside')}
          </Button>
        </div>
      </div>
    </div>
  );
}

function DocumentIcon({
  Icon,
  busy,
}: {
  Icon: (typeof documents)[number]['Icon'];
  busy: boolean;
}): ReactNode {
  if (busy) return <LoaderCircle aria-hidden="true" size={20} className="spins" />;
  return <Icon aria-hidden="true" size={20} />;
}
