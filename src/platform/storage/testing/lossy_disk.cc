#include "platform/storage/testing/lossy_disk.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <ranges>
#include <stdexcept>

namespace sluice::storage {
namespace {

std::string read_file(const std::string& path) {
  std::string content(std::filesystem::file_size(path), '\0');
  std::ifstream in(path, std::ios::binary);
  in.read(content.data(), static_cast<std::streamsize>(content.size()));
  if (!in) throw std::runtime_error("cannot read " + path);
  return content;
}

void write_file(const std::string& path, const std::string& content) {
  std::ofstream out(path, std::ios::binary | std::ios::trunc);
  out.write(content.data(), static_cast<std::streamsize>(content.size()));
  if (!out.flush()) throw std::runtime_error("cannot write " + path);
}

}  // namespace

std::string LossyDisk::File::rewind(std::string current) const {
  for (const Lost& lost : lost_ | std::views::reverse) {
    const auto offset = static_cast<size_t>(lost.offset);
    current.resize(std::max(current.size(), offset + lost.bytes.size()));
    current.replace(offset, lost.bytes.size(), lost.bytes);
  }
  current.resize(static_cast<size_t>(size_synced_));
  return current;
}

std::shared_ptr<LossyDisk::File> LossyDisk::opened(const std::string& path) noexcept {
  auto& file = files_[path];
  if (!file) file = std::make_shared<File>(static_cast<int64_t>(std::filesystem::file_size(path)));
  return file;
}

std::shared_ptr<LossyDisk::File> LossyDisk::created(const std::string& path) noexcept {
  entries_before_.try_emplace(path, std::nullopt);
  return files_[path] = std::make_shared<File>(0);
}

void LossyDisk::before_delete(const std::string& path) noexcept {
  const auto file = opened(path);
  if (!entries_before_.contains(path)) entries_before_[path] = file->rewind(read_file(path));
  files_.erase(path);
}

void LossyDisk::directory_synced(const std::string& directory) noexcept {
  std::erase_if(entries_before_, [&](const auto& entry) {
    return std::filesystem::path(entry.first).parent_path() == directory;
  });
}

void LossyDisk::lose_power() noexcept {
  for (const auto& [path, file] : files_) {
    if (!std::filesystem::exists(path)) continue;  // the test has removed its directory
    if (!entries_before_.contains(path)) write_file(path, file->rewind(read_file(path)));
  }
  for (const auto& [path, before] : entries_before_) {
    if (!std::filesystem::exists(std::filesystem::path(path).parent_path())) continue;
    if (before) {
      write_file(path, *before);
    } else {
      std::filesystem::remove(path);
    }
  }
  files_.clear();
  entries_before_.clear();
}

}  // namespace sluice::storage
