import { describe, expect, it } from 'vitest';
import { holdsPersonalData, type PersonalData } from '../../../engine/forms/personal-data.ts';

const found: [PersonalData, string][] = [
  ['identityNumber', 'Căn cước 079123456789 đã kiểm tra'],
  ['identityNumber', 'CCCD 079 123 456 789'],
  ['identityNumber', 'CMND 381234567'],
  ['identityNumber', '079.123.456.789'],
  ['phone', 'gọi 0912345678'],
  ['phone', 'gọi 0912 345 678'],
  ['phone', 'gọi 0912.345.678'],
  ['phone', '+84 912 345 678'],
  ['phone', 'máy bàn 0291 3823 456'],
  ['personName', 'đã gặp ông Nguyễn Văn A'],
  ['personName', 'Bà Trần Thị Bé'],
  ['personName', 'ÔNG NGUYỄN VĂN A'],
  ['personName', 'đồng chí Lê Văn C'],
  ['personName', 'đ/c Lê Văn C'],
  ['personName', 'anh: Hồ Văn D'],
  ['birthYear', 'sinh năm 1990'],
  ['birthYear', 'Năm sinh: 1990'],
  ['birthYear', 'SN 1990'],
  ['birthYear', 's.n. 1990'],
  ['birthYear', 'sinh ngày 2/9'],
];

const passed: [PersonalData, string][] = [
  ['identityNumber', 'thu 123.456.789 đồng'],
  ['identityNumber', 'có 1.250 hộ, 12345678 lượt'],
  ['identityNumber', 'từ 20/12/2024 đến 20/01/2025'],
  ['identityNumber', '0912345678'],
  ['phone', '079123456789'],
  ['phone', 'năm 2024 2025'],
  ['phone', '1234567890'],
  ['personName', 'ông bà cha mẹ các em'],
  ['personName', 'phối hợp với anh em Tổ dân phố'],
  ['personName', 'tỉnh Bà Rịa Vũng Tàu'],
  ['personName', 'Công an xã Vĩnh Lợi'],
  ['personName', 'bà con ấp Ninh Lợi'],
  ['birthYear', 'học sinh năm 2024'],
  ['birthYear', 'vệ sinh ngày 20'],
  ['birthYear', 'phát sinh năm 2024'],
  ['birthYear', 'có 12 vụ'],
];

describe('personal data in a text', () => {
  it.each(found)('%s is found in %j', (kind, text) => {
    expect(holdsPersonalData(text, kind)).toBe(true);
  });

  it.each(passed)('%s is not found in %j', (kind, text) => {
    expect(holdsPersonalData(text, kind)).toBe(false);
  });

  it('is found in a text whose marks are written apart', () => {
    expect(holdsPersonalData('sinh năm 1990'.normalize('NFD'), 'birthYear')).toBe(true);
  });
});
