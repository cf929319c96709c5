#pragma once
// A control plane on a disk that loses power, with a network and a vSwitch in it: what the histories of calls
// begin with, and what they go on with after a crash.

#include <optional>
#include <string>

#include <gtest/gtest.h>

#include "control/plane/testing/test_cloud.h"
#include "platform/base/log.h"
#include "platform/storage/testing/lossy_vfs.h"

namespace sluice::crash {

class CloudOnADisk : public ::testing::Test {
 protected:
  // Disks have different names.
  explicit CloudOnADisk(const std::string& disk) : disk_(disk) {
    base::configure_log(base::LogFormat::Text, base::LogLevel::Off);
  }
  ~CloudOnADisk() override { close(); }

  // An empty one; nothing of an earlier one is left.
  void open_anew(control::Options options = {}) {
    close();
    options.vfs = disk_.name();
    cloud_.emplace(std::move(options));
    network_ = cloud_->make_network();
    vswitch_ = cloud_->make_vswitch(network_);
  }
  void lose_power_and_start_again() {
    disk_.crash();
    close();
    disk_.revive();
    const auto reopened = cloud_->reopen();
    ASSERT_TRUE(reopened) << reopened.error();
  }
  void close() {
    if (cloud_) cloud_->close();
  }

  storage::LossyVfs disk_;
  std::optional<control::TestCloud> cloud_;
  std::string network_, vswitch_;
};

}  // namespace sluice::crash
