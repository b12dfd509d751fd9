// The parts of a form that are read one by one: cover page, signatures, press releases.
//
// In: the submission and the layouts of its documents, whatever their markup. Out: what was found, as printed,
// with the bytes it stands at. What is not there stays empty.
#pragma once
#include <optional>
#include <vector>

#include "container/submission.h"
#include "form/form.h"
#include "layout/layout.h"

namespace crossfoot::form {

/// Finds the cover page of the submission's main document.
auto find_cover(const container::Submission& submission, const std::vector<layout::Layout>& layouts) -> std::optional<Cover>;

/// Finds every signature of every document, in order.
auto find_signatures(const container::Submission& submission, const std::vector<layout::Layout>& layouts) -> std::vector<Signature>;

/// Finds the documents that are press releases and reads their anatomy. A bare document may be one.
auto find_press_releases(const container::Submission& submission, const std::vector<layout::Layout>& layouts) -> std::vector<PressRelease>;

}  // namespace crossfoot::form
