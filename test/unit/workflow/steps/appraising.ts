import type { WorkflowFile } from '../../../../engine/model/generated/definitions.ts';
import type { Campaign } from '../../../../engine/workflow/index.ts';
import { campaignOf, type Parts } from '../playing.ts';

const commune = { kind: 'roleAbove', role: 'can-bo', level: 'xa', line: 'cong-an' } as const;
const chief = { kind: 'roleAbove', role: 'truong', level: 'xa', line: 'cong-an' } as const;
const province = { kind: 'roleAbove', role: 'phong', level: 'tinh', line: 'cong-an' } as const;

/**
 * Filled, appraised while two bodies may be asked and the work may go back, with the clock of the appraisal standing
 * still meanwhile; then signed with a number, or recorded as signed elsewhere; then a day is waited for.
 */
export const appraising: WorkflowFile = {
  thidua: 1,
  id: 'duyet',
  title: { vi: 'Xét tặng' },
  start: 'dien',
  steps: [
    {
      kind: 'fill',
      id: 'dien',
      title: { vi: 'Lập hồ sơ' },
      assignee: { kind: 'submitter' },
      actions: [{ kind: 'submit', id: 'gui', label: { vi: 'Gửi' }, to: 'tham-dinh' }],
    },
    {
      kind: 'review',
      id: 'tham-dinh',
      title: { vi: 'Thẩm định' },
      assignee: commune,
      deadline: { offset: 5, unit: 'workingDay', after: 'entered' },
      reminders: [
        { id: 'nhac', at: { offset: 1, unit: 'workingDay', before: 'due' }, notify: 'sap-den-han' },
        { id: 'hoi', at: { offset: 2, unit: 'workingDay', after: 'entered' }, notify: 'sap-den-han' },
      ],
      pauses: ['consult', 'return', 'wait'],
      actions: [
        { kind: 'move', id: 'hoi-y-kien', label: { vi: 'Lấy ý kiến' }, to: 'hiep-y' },
        { kind: 'move', id: 'trinh', label: { vi: 'Trình ký' }, to: 'ky' },
        { kind: 'move', id: 'trinh-tinh', label: { vi: 'Trình tỉnh' }, to: 'tinh-ky' },
        { kind: 'move', id: 'doi', label: { vi: 'Đợi' }, to: 'doi-ngay' },
        { kind: 'move', id: 'khong', label: { vi: 'Không xét' }, to: 'bo' },
        { kind: 'return', id: 'tra', label: { vi: 'Trả lại' }, to: 'dien', reason: 'optional' },
      ],
    },
    {
      kind: 'consult',
      id: 'hiep-y',
      title: { vi: 'Lấy ý kiến' },
      bodies: [
        { id: 'truong', title: { vi: 'Trưởng xã' }, assignee: chief },
        { id: 'tinh', title: { vi: 'Phòng tỉnh' }, assignee: province },
      ],
      answers: [
        { id: 'dong-y', label: { vi: 'Thống nhất', en: 'Agreed' }, tone: 'primary', text: 'optional' },
        { id: 'khong', label: { vi: 'Chưa thống nhất' }, tone: 'danger', text: 'required' },
        { id: 'khong-y-kien', label: { vi: 'Không có ý kiến' }, text: 'none' },
      ],
      silence: { offset: 3, unit: 'workingDay' },
      reminders: [
        { id: 'giuc', at: { offset: 1, unit: 'workingDay', before: 'due' }, notify: 'sap-den-han' },
      ],
      sensitivity: 'sensitive',
      to: 'tham-dinh',
    },
    {
      kind: 'decide',
      id: 'ky',
      title: { vi: 'Ký quyết định' },
      assignee: chief,
      numbering: 'quyet-dinh',
      actions: [
        { kind: 'move', id: 'ky', label: { vi: 'Ký' }, to: 'doi-den' },
        { kind: 'move', id: 'khong-ky', label: { vi: 'Không ký' }, to: 'bo', signs: false },
        { kind: 'return', id: 'tra', label: { vi: 'Trả' }, to: 'tham-dinh' },
      ],
    },
    {
      kind: 'decide',
      id: 'tinh-ky',
      title: { vi: 'Ghi quyết định của tỉnh' },
      assignee: province,
      issued: 'outside',
      actions: [{ kind: 'move', id: 'ghi', label: { vi: 'Ghi' }, to: 'xong' }],
    },
    {
      kind: 'wait',
      id: 'doi-den',
      title: { vi: 'Đợi ngày trao' },
      until: { date: '2025-02-10' },
      to: 'xong',
    },
    {
      kind: 'wait',
      id: 'doi-ngay',
      title: { vi: 'Đợi' },
      rule: 'today() >= date("2025-02-07")',
      to: 'tham-dinh',
    },
    { kind: 'end', id: 'xong', title: { vi: 'Đã tặng' }, outcome: 'approved' },
    { kind: 'end', id: 'bo', title: { vi: 'Không tặng' }, outcome: 'rejected' },
  ],
};

/** A campaign of that route with a register of its own. */
export function appraisal(parts: Parts = {}): Campaign {
  return campaignOf({
    workflow: appraising,
    ...parts,
    campaign: {
      claimIdle: { offset: 30, unit: 'day' },
      numberings: [
        {
          id: 'quyet-dinh',
          title: { vi: 'Sổ quyết định' },
          type: 'qd',
          pattern: '{seq}/QĐ-{unit}',
          start: 12,
        },
      ],
      ...parts.campaign,
    },
  });
}
