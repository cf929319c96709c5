#include "edge/dataplane/snapshot/snapshot.h"

#include <algorithm>

namespace sluice::snapshot {
namespace {

bool id_less(const std::shared_ptr<const Balancer>& balancer, std::string_view id) {
  return balancer->id < id;
}

}  // namespace

const Balancer* Snapshot::find(std::string_view id) const {
  const auto& bucket = buckets_[bucket_of(id)];
  if (bucket == nullptr) return nullptr;
  const auto at = std::lower_bound(bucket->begin(), bucket->end(), id, id_less);
  return at != bucket->end() && (*at)->id == id ? at->get() : nullptr;
}

size_t Snapshot::size() const {
  size_t count = 0;
  for (const auto& bucket : buckets_) count += bucket == nullptr ? 0 : bucket->size();
  return count;
}

std::shared_ptr<const Snapshot> Snapshot::with(int64_t revision, std::span<const Edit> edits) const {
  auto next = std::make_shared<Snapshot>(*this);
  next->revision_ = revision;
  std::array<std::shared_ptr<Bucket>, bucket_count> copied;
  for (const Edit& edit : edits) {
    const size_t index = bucket_of(edit.id);
    std::shared_ptr<Bucket>& bucket = copied[index];
    if (bucket == nullptr) {
      const auto& shared = next->buckets_[index];
      bucket = shared == nullptr ? std::make_shared<Bucket>() : std::make_shared<Bucket>(*shared);
      next->buckets_[index] = bucket;
    }
    const auto at = std::lower_bound(bucket->begin(), bucket->end(), std::string_view(edit.id), id_less);
    const bool found = at != bucket->end() && (*at)->id == edit.id;
    if (edit.balancer == nullptr) {
      if (found) bucket->erase(at);
    } else if (found) {
      *at = edit.balancer;
    } else {
      bucket->insert(at, edit.balancer);
    }
  }
  return next;
}

void for_each_difference(const Snapshot& before, const Snapshot& after, const Snapshot::OnDifference& each) {
  static const Snapshot::Bucket none;
  for (size_t i = 0; i < Snapshot::bucket_count; ++i) {
    if (before.buckets_[i] == after.buckets_[i]) continue;
    const Snapshot::Bucket& left = before.buckets_[i] == nullptr ? none : *before.buckets_[i];
    const Snapshot::Bucket& right = after.buckets_[i] == nullptr ? none : *after.buckets_[i];
    auto l = left.begin();
    auto r = right.begin();
    while (l != left.end() || r != right.end()) {
      if (r == right.end() || (l != left.end() && (*l)->id < (*r)->id)) {
        each((l++)->get(), nullptr);
      } else if (l == left.end() || (*r)->id < (*l)->id) {
        each(nullptr, (r++)->get());
      } else {
        if (*l != *r) each(l->get(), r->get());
        ++l;
        ++r;
      }
    }
  }
}

}  // namespace sluice::snapshot
