import { describe, expect, it } from 'vitest';
import type { CampaignFile, GroupFile } from '../../../engine/model/generated/definitions.ts';
import { article, articleSource, at, objectsOf, seed, seedJson, seedPaths } from './seed-files.ts';

const campaign = seedJson<CampaignFile>('campaign.json');
const days = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1;
/** 2025-02-03 as the article writes it: 3/2/2025. */
const written = (day: string) => day.split('-').reverse().map(Number).join('/');

describe('facts of the article', () => {
  it.each<[number, string, string, string, string]>([
    [1, 'campaign.json', '/launch', '/at', 'lễ phát động'],
    [
      1,
      'campaign.json',
      '/launch',
      '/present',
      'Giám đốc Công an tỉnh, Phó Giám đốc Công an tỉnh và Thủ trưởng Công an các đơn vị, địa phương',
    ],
    [2, 'campaign.json', '/kind', '', 'phong trào thi đua đặc biệt'],
    [
      3,
      'campaign.json',
      '/scope/0',
      '/text',
      'Theo kế hoạch, phong trào thi đua đặc biệt được phát động sâu rộng trong Lực lượng tham gia bảo vệ ANTT ở cơ sở trên địa bàn tỉnh',
    ],
    [4, 'campaign.json', '/scope/1', '/text', 'thời gian từ 19/8/2024 - 19/8/2025, được chia thành 2 đợt'],
    [5, 'campaign.json', '/phases/0', '/title', 'Đợt 1'],
    [
      5,
      'campaign.json',
      '/phases/0',
      '/slogan',
      'Thi đua lập thành tích chào mừng kỷ niệm 95 năm Ngày thành lập Đảng Cộng sản Việt Nam (3/2/1930 - 3/2/2025)',
    ],
    [6, 'campaign.json', '/phases/1', '/title', 'Đợt 2'],
    [
      6,
      'campaign.json',
      '/phases/1',
      '/slogan',
      'Thi đua lập thành tích chào mừng kỷ niệm 80 năm Cách mạng tháng Tám thành công (19/8/1945 – 19/8/2025) và Quốc khánh nước Cộng hòa xã hội chủ nghĩa Việt Nam (2/9/1945 – 2/9/2025), Kỷ niệm 80 năm Ngày truyền thống Công an nhân dân Việt Nam (19/8/1945 – 19/8/2025) và 20 năm Ngày hội toàn dân bảo vệ an ninh Tổ quốc (19/8/2005 – 19/8/2025)',
    ],
    [8, 'groups/g1.json', '', '/title', 'Thi đua hỗ trợ Công an cấp xã nắm tình hình ANTT'],
    [8, 'groups/g2.json', '', '/title', 'Thi đua hỗ trợ xây dựng phong trào toàn dân bảo vệ an ninh Tổ quốc'],
    [
      8,
      'groups/g3.json',
      '',
      '/title',
      'Thi đua thực hiện tốt công tác hỗ trợ Công an cấp xã trong PCCC và CNCH',
    ],
    [
      8,
      'groups/g4.json',
      '',
      '/title',
      'Thi đua hỗ trợ Công an cấp xã thực hiện tốt nhiệm vụ quản lý hành chính về trật tự xã hội',
    ],
    [
      8,
      'groups/g5.json',
      '',
      '/title',
      'Thi đua hỗ trợ Công an cấp xã vận động, giáo dục, cảm hóa người có hành vi vi phạm pháp luật hiện đang cư trú tại địa bàn',
    ],
    [
      8,
      'groups/g6.json',
      '',
      '/title',
      'Thi đua hỗ trợ Công an cấp xã tuần tra bảo đảm ANTT, an toàn giao thông',
    ],
    [
      8,
      'groups/g7.json',
      '',
      '/title',
      'Thi đua xây dựng, phát huy, nhân rộng những hình ảnh đẹp của lực lượng tham gia bảo vệ ANTT ở cơ sở',
    ],
    [
      10,
      'campaign.json',
      '/launch',
      '/by',
      'Giám đốc Công an tỉnh, Phó Trưởng ban Thường trực Ban Chỉ đạo 138 tỉnh Bạc Liêu',
    ],
    [
      11,
      'campaign.json',
      '/direction/0',
      '/text',
      'chỉ đạo Công an các đơn vị, địa phương nhanh chóng tham mưu Ban Chỉ đạo 138 các huyện, thị xã, thành phố bám sát mục tiêu, yêu cầu và nội dung phong trào thi đua',
    ],
    [
      12,
      'campaign.json',
      '/direction/1',
      '/text',
      'để quán triệt đến Lực lượng tham gia bảo vệ ANTT ở cơ sở triển khai thực hiện hiệu quả theo từng đợt thi đua',
    ],
    [
      13,
      'campaign.json',
      '/measures/0',
      '/text',
      'huy động sức mạnh của cả hệ thống chính trị và Nhân dân tham gia hỗ trợ, tạo mọi điều kiện cho cho lực lượng này hoàn thành xuất sắc phong trào thi đua đặc biệt',
    ],
    [
      14,
      'campaign.json',
      '/aims/0',
      '/text',
      'góp phần phát huy vai trò, vị trí của Lực lượng tham gia bảo vệ ANTT ở cơ sở trên địa bàn tỉnh trong công tác bảo đảm ANTT và xây dựng phong trào toàn dân bảo vệ an ninh Tổ quốc',
    ],
    [
      15,
      'campaign.json',
      '/aims/1',
      '/text',
      'dịp động viên, cổ vũ Lực lượng tham gia bảo vệ ANTT ở cơ sở sau gần 2 tháng ra mắt và đi vào hoạt động',
    ],
    [
      16,
      'campaign.json',
      '/aims/2',
      '/text',
      'góp phần cùng lực lượng Công an cấp xã giữ vững ANTT và củng cố thế trận an ninh nhân dân vững chắc tại địa bàn cơ sở',
    ],
  ])('fact %i stands in %s%s%s word for word, with its source', (_, path, element, text, words) => {
    const file = seedJson(path);
    expect(at(file, `${element}${text}/vi`)).toBe(words);
    expect(at(file, `${element}/source`)).toBe(articleSource);
    expect(article).toContain(words);
  });

  it('the article names the seven groups in the order of their numbers', () => {
    const groups = campaign.groups!.map((id) => seedJson<GroupFile>(`groups/${id}.json`));
    expect(groups.map((group) => group.number)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    const list = groups.map((group) => group.title.vi).join('; ');
    expect(article.replace(';\n', '; ')).toContain(`7 nhóm nội dung gồm: ${list}.`);
  });

  it('the phases are the article’s, adjacent, and fill the campaign', () => {
    const [first, second] = campaign.phases;
    expect(article).toContain(
      `Đợt 1 từ ngày ${written(first!.opens)} đến ngày ${written(first!.closes)} với`,
    );
    expect(article).toContain(
      `Đợt 2 từ ngày ${written(second!.opens)} đến ngày ${written(second!.closes)} với`,
    );
    expect(article).toContain(`từ ${written(campaign.opens)} - ${written(campaign.closes)}`);
    for (const phase of campaign.phases) expect(article).toContain(`khẩu hiệu “${phase.slogan!.vi}”`);
    expect([first!.opens, second!.closes]).toEqual([campaign.opens, campaign.closes]);
    expect(days(first!.closes, second!.opens)).toBe(2);
    expect([days(first!.opens, first!.closes), days(second!.opens, second!.closes)]).toEqual([169, 197]);
  });

  it('names the offices of the article, not the people', () => {
    for (const [path, text] of seed) expect(text, path).not.toMatch(/Hồ Việt Triều|Đại tá/);
  });
});

/** What says where an object comes from: its own mark, or that of the nearest object around it. */
const markOf = (object: Record<string, unknown>, around: Record<string, unknown>[]) =>
  [...around, object].findLast((one) => 'source' in one || 'assumption' in one);

describe('what the article does not say', () => {
  const files = [...seed.keys()].filter((path) => path.endsWith('.json'));

  it.each(files)('%s: each text is the article’s word for word, or marked as an assumption', (path) => {
    const file = seedJson(path);
    for (const { pointer, object, around } of objectsOf(file)) {
      if (typeof object['vi'] !== 'string' || pointer.endsWith('/template')) continue;
      const mark = markOf(object, around);
      expect(mark, `${path}${pointer} has no mark`).toBeDefined();
      if (mark!['assumption'] === true)
        expect(mark!['reason'], `${path}${pointer}`).toEqual(expect.any(String));
      else {
        expect(mark!['source'], `${path}${pointer}`).toBe(articleSource);
        expect(article.includes(object['vi']), `${path}${pointer}: ${object['vi']}`).toBe(true);
      }
    }
  });

  it.each(files)('%s: every assumption gives its reason', (path) => {
    for (const { pointer, object } of objectsOf(seedJson(path)))
      if ('assumption' in object) expect(object['reason'], `${path}${pointer}`).toMatch(/\S.{10,}/);
  });

  it.each(seedPaths('groups'))('%s: no criterion is said to be the article’s', (path) => {
    const { criteria } = seedJson<GroupFile>(path);
    expect(criteria!.length).toBeGreaterThanOrEqual(2);
    for (const criterion of criteria!) {
      expect(criterion.assumption).toBe(true);
      expect(article).not.toContain(criterion.title.vi);
    }
  });

  it.each([
    'legalBases',
    'milestones',
    'retention',
    'access',
    'bundles',
  ] as const)('every one of %s is an assumption', (part) => {
    expect(campaign[part]!.length).toBeGreaterThan(0);
    for (const one of campaign[part]!) expect(one.assumption).toBe(true);
  });

  it('a text in Vietnamese is written in composed letters', () => {
    for (const [path, text] of seed) expect(text === text.normalize('NFC'), path).toBe(true);
  });
});

describe('what the law asks of a campaign', () => {
  it('has aims, scope, subjects, measures, a launch, inspections, both reviews and awards', () => {
    for (const part of ['aims', 'scope', 'subjects', 'measures', 'direction'] as const)
      expect(campaign[part]!.length, part).toBeGreaterThan(0);
    const kinds = new Set(campaign.milestones!.map((milestone) => milestone.kind));
    expect([...kinds].sort()).toEqual(['awards', 'finalReview', 'inspection', 'interimReview', 'launch']);
  });

  it('changes its legal bases on the day the law changed, without a gap', () => {
    const [before, after] = campaign.legalBases!;
    expect([before!.to, after!.from]).toEqual(['2025-06-30', '2025-07-01']);
    const holds = (basis: typeof before, name: string) => basis!.items.some((item) => item.vi.includes(name));
    expect([holds(before, '98/2023/NĐ-CP'), holds(before, '152/2025/NĐ-CP')]).toEqual([true, false]);
    expect([holds(after, '98/2023/NĐ-CP'), holds(after, '152/2025/NĐ-CP')]).toEqual([false, true]);
    for (const basis of [before, after])
      for (const law of ['06/2022/QH15', '30/2023/QH15']) expect(holds(basis, law)).toBe(true);
  });
});
