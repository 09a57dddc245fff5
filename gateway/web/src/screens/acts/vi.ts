export const exporting = {
  open: "Xuất Excel",
  title: "Xuất danh sách ra Excel",
  logged: "Lượt xuất được ghi vào nhật ký.",
  act: (what: string) => `Xuất ${what}`,
  writing: "Đang viết tệp Excel",
  came: "Đã tải tệp Excel về máy.",
  ready: "Tệp đã viết xong.",
  failed: "Chưa viết được tệp. Đóng rồi xuất lại.",
  where: "Tệp lớn nên cần thêm thời gian. Bạn có thể đóng; khi xong, tệp nằm ở “Tác vụ nền”.",
  toJobs: "Mở Tác vụ nền",
  download: "Tải tệp",
};
