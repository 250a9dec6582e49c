import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../ui/dialog.tsx';
import { KeyHint } from '../../ui/hotkeys.tsx';
import './key-map.css';
import { hasGroups } from '../../domain/delegations.ts';
import { useStation } from '../base/station.tsx';

/** Every key of the desk, grouped by the situation in which it works. */
export function KeyMapDialog({ onClose }: { onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const { event } = useStation();
  const ctrl = t('keys.ctrl');
  const groups = [
    {
      title: t('help.groups.anywhere'),
      keys: [
        { keys: [t('keys.slash')], words: t('help.search') },
        { keys: [ctrl, 'Z'], words: t('help.undo') },
        { keys: [ctrl, 'R'], words: t('help.reprint') },
        { keys: [ctrl, 'N'], words: t('help.walkIn') },
        { keys: [ctrl, 'P'], words: t('help.photo') },
        { keys: [ctrl, 'T'], words: t('help.ticketFile') },
        { keys: [ctrl, 'V'], words: t('help.ticketPaste') },
        ...(hasGroups(event) ? [{ keys: [ctrl, 'G'], words: t('help.delegation') }] : []),
        { keys: [ctrl, 'O'], words: t('help.override') },
        { keys: [ctrl, t('keys.shift'), 'S'], words: t('help.syncNow') },
        { keys: [ctrl, 'B'], words: t('problems.title') },
        { keys: ['F9'], words: t('emergency.keys.evacuation') },
        { keys: [ctrl, 'L'], words: t('help.lock') },
        { keys: [t('keys.escape')], words: t('help.escape') },
        { keys: [t('keys.question')], words: t('help.keys') },
      ],
    },
    {
      title: t('help.groups.identity'),
      keys: [
        { keys: [t('keys.enter'), 'P'], words: t('help.passport') },
        { keys: ['I'], words: t('identity.identity-card') },
        { keys: ['S'], words: t('identity.service-card') },
        { keys: ['O'], words: t('identity.other') },
        { keys: [t('keys.escape')], words: t('identity.aside') },
      ],
    },
    {
      title: t('help.groups.search'),
      keys: [
        { keys: [t('keys.up'), t('keys.down')], words: t('help.move') },
        { keys: [t('keys.enter')], words: t('help.act') },
      ],
    },
    {
      title: t('help.groups.result'),
      keys: [{ keys: ['H'], words: t('help.handOver') }],
    },
    {
      title: t('jobs.asking'),
      keys: [
        { keys: [t('keys.yes')], words: t('badge.cameOut') },
        { keys: [t('keys.no')], words: t('badge.printAgain') },
      ],
    },
    {
      title: t('help.groups.delegation'),
      keys: [
        { keys: [t('keys.up'), t('keys.down')], words: t('help.move') },
        { keys: [t('keys.space')], words: t('help.tick') },
        { keys: [ctrl, 'A'], words: t('help.tickAll') },
        { keys: [ctrl, t('keys.enter')], words: t('help.checkInTicked') },
        { keys: ['→'], words: t('delegations.documents.skip') },
      ],
    },
    {
      title: t('app.printers'),
      keys: [{ keys: [ctrl, 'N'], words: t('printers.add') }],
    },
    {
      title: t('help.groups.editor'),
      keys: [
        { keys: [t('keys.tab')], words: t('help.editor.choose') },
        { keys: [t('keys.arrows')], words: t('help.editor.move') },
        { keys: [t('keys.shift'), t('keys.arrows')], words: t('help.editor.moveFar') },
        { keys: [ctrl, t('keys.arrows')], words: t('help.editor.grow') },
        { keys: [t('keys.delete')], words: t('help.editor.remove') },
        { keys: [ctrl, 'D'], words: t('help.editor.duplicate') },
        { keys: [ctrl, 'Z'], words: t('help.editor.undo') },
        { keys: [ctrl, t('keys.shift'), 'Z'], words: t('help.editor.redo') },
        { keys: [ctrl, 'S'], words: t('help.editor.save') },
      ],
    },
  ];
  return (
    <Dialog isText title={t('help.title')} onClose={onClose} size="wide">
      <div className="key-map">
        {groups.map((group) => (
          <section key={group.title}>
            <h3 className="small font-semibold tracking-normal">{group.title}</h3>
            <dl>
              {group.keys.map(({ keys, words }) => (
                <div className="grid items-center border-t" key={words}>
                  <dt className="flex">
                    <KeyHint keys={keys} />
                    <span className="visually-hidden">{keys.join(' ')}</span>
                  </dt>
                  <dd>{words}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <p className="small">{t('help.scans')}</p>
    </Dialog>
  );
}
